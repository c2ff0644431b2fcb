import CommandSpec
import IPCFraming
import Texts

/// What a proxy says to a WebSocket server when it connects.
enum ProxyHandshakeOptions {
    private static let deflate = Flag(
        "--deflate",
        "Let clients and server agree on compression; what they say is inflated for the recording."
    )
    private static let header = Option(
        "--header",
        .httpField,
        "A header of the handshake, in the place of the client's of that name; repeatable.",
        isRepeatable: true
    )
    private static let origin = Option(
        "--origin",
        .origin,
        "The Origin of the handshake, in the place of the client's."
    )
    private static let subprotocol = Option(
        "--subprotocol",
        .subprotocol,
        "A subprotocol to ask for, in the place of the client's; repeatable.",
        isRepeatable: true
    )

    static let group = OptionGroup("With --to ws://", [deflate, header, origin, subprotocol])

    /// - Parameter to: the server.
    /// - Throws: ``Failure`` when that has no handshake.
    static func options(_ arguments: ParsedArguments, to: Endpoint) throws(Failure) -> WebSocketOptions {
        var options = WebSocketOptions()
        options.deflates = arguments[deflate]
        options.fields = arguments.all(header)
        options.origin = arguments[origin]
        options.subprotocols = arguments.all(subprotocol)
        if !to.isWebSocket, let option = group.options.first(where: { arguments.has($0) }) {
            throw .usage("\(option.name): it is for a WebSocket server: --to ws://HOST:PORT")
        }
        return options
    }
}
