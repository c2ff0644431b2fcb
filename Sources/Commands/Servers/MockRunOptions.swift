package import CommandSpec
package import MockServer
import Platform
package import Texts

/// What only a mock server of its own, in the foreground, can do.
package enum MockRunOptions {
    private static let count = Option("--count", .number(1...Int.max, "number"), "End after this many exchanges.")
    package static let expectAll = Flag(
        "--expect-all",
        "In the end, list recorded exchanges and stubs that answered nobody, and exit with 4 if there are any."
    )
    package static let readyFile = Option(
        "--ready-file",
        .file(),
        "Write the endpoints into this file, one a line, once the server listens; it is removed in the end."
    )
    package static let explain = Option(
        "--explain",
        .text("request", completion: .requestFile),
        "Say what would answer this request (or @FILE), and why, without a server."
    )
    package static let quiet = Flag("--quiet", short: "-q", "Log no exchanges.")

    static let group = OptionGroup(
        "From the system's shell only",
        [count, expectAll, readyFile, explain, quiet]
    )

    package static func apply(_ arguments: ParsedArguments, to configuration: inout MockServer.Configuration)
        throws(Failure)
    {
        configuration.exchangeCount = arguments[count]
        if arguments[expectAll], configuration.sessions.isEmpty { throw .usage("--expect-all goes with --serve") }
        guard let readyFile = arguments[readyFile], let file = FileIdentity(readyFile) else { return }
        if ([configuration.recording].compactMap(\.self) + configuration.sessions).contains(where: { path in
            FileIdentity(path) == file
        }) {
            throw .usage("--ready-file: \(readyFile) is a session: it would be replaced")
        }
    }
}
