import CommandSpec
import MockCore
import MockServer

/// What a server takes from its clients.
enum MockLimitOptions {
    /// No process has more descriptors unless the system's own limit was raised.
    private static let mostConnections = 1 << 20
    /// All unfinished requests together have no more room.
    private static let largestFrame = 256 << 20

    static let maxConnections = Option(
        "--max-connections",
        .number(1...mostConnections, "count"),
        "Connections at once; the next ones wait (1024)."
    )
    static let idleTimeout = Option("--idle-timeout", .duration(), "How long a connection may be silent (10m).")
    static let maxFrame = Option(
        "--max-frame",
        .number(1...largestFrame, "bytes"),
        "The largest request, in bytes (16777216; over a WebSocket 1048576)."
    )

    static let group = OptionGroup("Limits", [maxConnections, idleTimeout, maxFrame])

    static func apply(_ arguments: ParsedArguments, to configuration: inout MockServer.Configuration) {
        if let count = arguments[maxConnections] { configuration.maximumConnections = count }
        if let time = arguments[idleTimeout] { configuration.idleTimeout = time }
        if let size = arguments[maxFrame] {
            configuration.requestLimit = size
            configuration.webSocket.messageLimit = size
        }
    }
}
