import ArgumentParser
import MockCore
import MockServer
import Texts

/// What a mock server takes from its clients.
struct MockLimitOptions: ParsableArguments {
    /// No process has more descriptors unless the system's own limit was raised.
    private static let mostConnections = 1 << 20
    /// All unfinished requests together have no more room.
    private static let largestFrame = 256 << 20

    @Option(help: ArgumentHelp("Connections at once; the next ones wait (1024).", valueName: "count"))
    var maxConnections: Int?

    @Option(help: ArgumentHelp("How long a connection may be silent (10m).", valueName: "time"))
    var idleTimeout: String?

    @Option(help: ArgumentHelp("The largest request, in bytes (16777216).", valueName: "bytes"))
    var maxFrame: Int?

    func apply(to configuration: inout MockServer.Configuration) throws(Failure) {
        if let maxConnections {
            configuration.maximumConnections = try NumberOption.check(
                maxConnections,
                1...Self.mostConnections,
                "--max-connections"
            )
        }
        if let idleTimeout {
            guard let time = DurationText.parse(idleTimeout) else {
                throw .usage("--idle-timeout: '\(idleTimeout)' is not a time: 5s, 250ms, 2m")
            }
            configuration.idleTimeout = time
        }
        if let maxFrame {
            configuration.requestLimit = try NumberOption.check(maxFrame, 1...Self.largestFrame, "--max-frame")
        }
    }
}
