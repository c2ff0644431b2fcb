package import CommandSpec
import IPCFraming
package import MockCore
import MockServer
import Operations
package import ShellLanguage
package import Texts
import WireJSON

/// Which recordings a mock server answers from, and how.
package enum MockAnswerOptions {
    static let serve = Option(
        "--serve",
        .file("session", endings: FileEndings.sessions),
        "Answer as recorded in this session, and by its lines with a 'match'; repeatable.",
        isRepeatable: true
    )
    static let match = Option(
        "--match",
        .matchingRule,
        """
        When a request is a recorded one: exact (its bytes), json (its JSON), or pointer:/image/file (that value; \
        repeatable); by default its bytes, else its JSON.
        """,
        isRepeatable: true
    )
    static let exhausted = Option<SessionPolicy.Exhausted>(
        "--exhausted",
        .oneOf("what"),
        "What answers a request that comes more often than recorded: last (the default), cycle or error."
    )
    static let strict = Flag("--strict", "Insist on the recorded order.")
    static let onMiss = Option(
        "--on-miss",
        .miss,
        """
        What answers a request that was not recorded: builtin (the simulated project, the default), error, close, \
        forward:ENDPOINT, or record:ENDPOINT, which adds the answer to the first session served.
        """
    )
    static let watch = Flag("--watch", "Read a session again when its file has changed (SIGHUP does so at once).")

    static let commands = Option(
        "--commands",
        .file(endings: FileEndings.scripts),
        "Answer to the commands of your own that this file defines, as their lines 'answer' say; repeatable.",
        isRepeatable: true
    )

    static let group = OptionGroup("Recorded answers", [serve, match, exhausted, strict, onMiss, watch])

    static func apply(_ arguments: ParsedArguments, to configuration: inout MockServer.Configuration) throws(Failure) {
        configuration.sessions = arguments.all(serve)
        // A stub that is added while it runs makes a miss of what it does not match.
        let isControlled = arguments.has(anyOf: ControlOptions.group)
        if configuration.sessions.isEmpty, !isControlled, arguments.has(anyOf: group) {
            throw .usage("--match, --exhausted, --strict, --on-miss and --watch go with --serve SESSION")
        }
        configuration.policy.matching = try matching(arguments.all(match))
        configuration.policy.exhausted = arguments[exhausted] ?? .last
        configuration.policy.isStrict = arguments[strict]
        configuration.policy.onMiss = arguments[onMiss] ?? .builtin
        configuration.policy.watchesFiles = arguments[watch]
        if arguments[watch], case .ask(_, records: true) = configuration.policy.onMiss {
            throw .usage("either --watch or --on-miss record:ENDPOINT, which changes the session itself")
        }
    }

    /// What the files that options name answer, and all that is wrong with them.
    package static func commandAnswers(
        _ arguments: ParsedArguments,
        _ catalog: any CommandCatalog
    ) throws(Failure) -> (answers: [CommandAnswers], problems: [String]) {
        try DefinitionAnswers.read(arguments.all(commands), catalog)
    }

    private static func matching(_ rules: [MatchingRule]) throws(Failure) -> Matching {
        var pointers: [JSONPointer] = []
        for rule in rules {
            switch rule {
            case .whole(let matching) where rules.count == 1: return matching
            case .whole: throw .usage("--match: of its forms only pointer:/KEY/... is repeatable")
            case .pointer(let pointer): pointers.append(pointer)
            }
        }
        return pointers.isEmpty ? .standard : .pointers(pointers)
    }
}

/// One `--match`.
enum MatchingRule: Sendable {
    case whole(Matching)
    case pointer(JSONPointer)
}

extension ValueType<MatchingRule> {
    fileprivate static let matchingRule = ValueType(
        "rule",
        completion: .list(["exact", "json", "pointer:/image/file"])
    ) {
        text throws(ValueError) in
        switch text {
        case "exact": return .whole(.exact)
        case "json": return .whole(.json)
        default:
            guard text.hasPrefix("pointer:"), let pointer = JSONPointer(String(text.dropFirst(8))) else {
                throw ValueError("'\(text)' is not exact, json or pointer:/KEY/..., which alone is repeatable")
            }
            return .pointer(pointer)
        }
    }
}

extension ValueType<SessionPolicy.Miss> {
    fileprivate static let miss = ValueType(
        "action",
        completion: .list(["builtin", "error", "close", "forward:", "record:"])
    ) { text throws(ValueError) in
        switch text {
        case "builtin": return .builtin
        case "error": return .error
        case "close": return .close
        default:
            for (prefix, records) in [("forward:", false), ("record:", true)] where text.hasPrefix(prefix) {
                return .ask(
                    try ValueType<Endpoint>.endpoint.read(String(text.dropFirst(prefix.count))),
                    records: records
                )
            }
            throw ValueError("'\(text)' is not builtin, error, close, forward:ENDPOINT or record:ENDPOINT")
        }
    }
}
