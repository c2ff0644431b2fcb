import ArgumentParser
import MockCore
import MockServer

/// What a mock server takes from its clients.
struct MockLimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Connections at once; the next ones wait (1024).", valueName: "count"))
    var maxConnections: Int?

    @Option(help: ArgumentHelp("How long a connection may be silent (10m).", valueName: "time"))
    var idleTimeout: String?

    @Option(help: ArgumentHelp("The largest request, in bytes (16777216).", valueName: "bytes"))
    var maxFrame: Int?

    func apply(to configuration: inout MockServer.Configuration) throws(Failure) {
        if let maxConnections {
            guard maxConnections > 0 else { throw .usage("--max-connections: \(maxConnections) is not at least 1") }
            configuration.maximumConnections = maxConnections
        }
        if let idleTimeout {
            guard let time = DurationOption.parse(idleTimeout) else {
                throw .usage("--idle-timeout: '\(idleTimeout)' is not a time: 5s, 250ms, 2m")
            }
            configuration.idleTimeout = time
        }
        if let maxFrame {
            guard maxFrame > 0 else { throw .usage("--max-frame: \(maxFrame) is not at least 1") }
            configuration.requestLimit = maxFrame
        }
    }
}
