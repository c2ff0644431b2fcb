import ArgumentParser
import IPCClient
import MockCore
import MockServer
import Operations
import Texts
import WireJSON

/// Which recordings a mock server answers from, and how.
struct MockAnswerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Answer as recorded in this session, and by its lines with a 'match'; repeatable.",
            valueName: "session"
        ),
        completion: .sessions
    )
    var serve: [String] = []

    @Option(
        help: ArgumentHelp(
            "When a request is a recorded one: exact (its bytes), json (its JSON), or pointer:/image/file (that value;"
                + " repeatable); by default its bytes, else its JSON.",
            valueName: "rule"
        ),
        completion: .list(["exact", "json"])
    )
    var match: [String] = []

    @Option(
        help: "What answers a request that comes more often than recorded: last, cycle or error.",
        completion: .list(["last", "cycle", "error"])
    )
    var exhausted = "last"

    @Flag(help: "Insist on the recorded order.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "What answers a request that was not recorded: builtin (the simulated project), error, close,"
                + " forward:ENDPOINT, or record:ENDPOINT, which adds the answer to the first session served.",
            valueName: "action"
        ),
        completion: .list(["builtin", "error", "close"])
    )
    var onMiss = "builtin"

    @Flag(help: "Read a session again when its file has changed (SIGHUP does so at once).")
    var watch = false

    /// Whether any of them was given but `--serve`.
    private var isUsed: Bool {
        !match.isEmpty || exhausted != "last" || strict || onMiss != "builtin" || watch
    }

    func apply(to configuration: inout MockServer.Configuration) throws(Failure) {
        if serve.isEmpty, isUsed {
            throw .usage("--match, --exhausted, --strict, --on-miss and --watch go with --serve SESSION")
        }
        configuration.sessions = serve
        configuration.policy.matching = try matching()
        guard let exhausted = SessionPolicy.Exhausted(rawValue: exhausted) else {
            throw .usage("--exhausted: '\(exhausted)' is not last, cycle or error")
        }
        configuration.policy.exhausted = exhausted
        configuration.policy.isStrict = strict
        configuration.policy.onMiss = try miss()
        configuration.policy.watchesFiles = watch
        if watch, case .ask(_, records: true) = configuration.policy.onMiss {
            throw .usage("either --watch or --on-miss record:ENDPOINT, which changes the session itself")
        }
    }

    private func matching() throws(Failure) -> Matching {
        switch match {
        case []: return .standard
        case ["exact"]: return .exact
        case ["json"]: return .json
        default:
            var pointers: [JSONPointer] = []
            for text in match {
                guard text.hasPrefix("pointer:"), let pointer = JSONPointer(String(text.dropFirst(8))) else {
                    throw .usage("--match: '\(text)' is not exact, json or pointer:/KEY/..., which alone is repeatable")
                }
                pointers.append(pointer)
            }
            return .pointers(pointers)
        }
    }

    private func miss() throws(Failure) -> SessionPolicy.Miss {
        switch onMiss {
        case "builtin": return .builtin
        case "error": return .error
        case "close": return .close
        default:
            for (prefix, records) in [("forward:", false), ("record:", true)] where onMiss.hasPrefix(prefix) {
                return .ask(try Setting.endpoint(String(onMiss.dropFirst(prefix.count))), records: records)
            }
            throw .usage("--on-miss: '\(onMiss)' is not builtin, error, close, forward:ENDPOINT or record:ENDPOINT")
        }
    }
}
