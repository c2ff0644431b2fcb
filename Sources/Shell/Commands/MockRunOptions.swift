import ArgumentParser
import MockServer
import Platform
import Texts

/// What only a mock server of its own, in the foreground, can do.
struct MockRunOptions: ParsableArguments {
    @Option(help: ArgumentHelp("End after this many exchanges.", valueName: "number"))
    var count: Int?

    @Flag(help: "In the end, list recorded exchanges and stubs that answered nobody, and exit with 4 if there are any.")
    var expectAll = false

    @Option(
        help: ArgumentHelp(
            "Write the endpoint into this file once the server listens; it is removed in the end.",
            valueName: "file"
        )
    )
    var readyFile: String?

    @Option(
        help: ArgumentHelp(
            "Say what would answer this request (or @FILE), and why, without a server.",
            valueName: "request"
        )
    )
    var explain: String?

    @Flag(name: .shortAndLong, help: "Log no exchanges.")
    var quiet = false

    func apply(to configuration: inout MockServer.Configuration) throws(Failure) {
        if let count { configuration.exchangeCount = try NumberOption.check(count, 1...Int.max, "--count") }
        if expectAll, configuration.sessions.isEmpty { throw .usage("--expect-all goes with --serve") }
        guard let readyFile, let file = FileIdentity(readyFile) else { return }
        if ([configuration.recording].compactMap(\.self) + configuration.sessions).contains(where: { path in
            FileIdentity(path) == file
        }) {
            throw .usage("--ready-file: \(readyFile) is a session: it would be replaced")
        }
    }

    /// Whether any of them was given.
    var isUsed: Bool { count != nil || expectAll || readyFile != nil || explain != nil || quiet }
}
