import IPCFraming
import MockControl
import NIOHTTP1
import WireJSON

/// Connections, and what is sent over them unasked.
extension Operations {
    static let connections: [Operation] = [
        .act(.POST, "down", "Stops listening, and closes all connections.") { call in call.control.goDown() },
        .act(.POST, "up", "Listens again.", fails: [.conflict]) { call in try call.control.comeUp() },
        .show(
            "connections",
            "The WebSocket connections that are open.",
            .json("Connections", "Their numbers.")
        ) { call in ["connections": .array(call.control.connections.map { .number($0) })] },
        Operation(
            method: .POST,
            path: "push",
            words: "Sends a message unasked to WebSocket clients.",
            body: .init(
                schema: Schemas.object(
                    [("text", Schemas.text), ("base64", Schemas.text), ("connection", Schemas.count)],
                    required: []
                )
            ),
            outcomes: [.init(status: .ok, words: "To how many it was sent.", schema: Schemas.sent)]
        ) { call in
            let body = try call.request.object(["text", "base64", "connection"])
            let message = try message(body)
            if let value = body["connection"], value.int == nil {
                throw Problem(.badRequest, "is a number", pointer: "/connection")
            }
            return .json(["sent": .number(call.control.push(message, to: body["connection"]?.int))])
        },
    ]

    private static func message(_ body: JSONObject) throws(Problem) -> WebSocketMessage {
        if body["text"] != nil, body["base64"] != nil {
            throw Problem(.badRequest, "has a 'text' or a 'base64', not both", pointer: "")
        }
        if let value = body["text"] {
            guard let text = value.text else { throw Problem(.badRequest, "is a text", pointer: "/text") }
            return WebSocketMessage(.text, Array(text.utf8))
        }
        guard let value = body["base64"] else { throw Problem(.badRequest, "has a 'text' or a 'base64'", pointer: "") }
        guard let bytes = value.text.flatMap({ Base64.decode($0) }) else {
            throw Problem(.badRequest, "is not base64", pointer: "/base64")
        }
        return WebSocketMessage(.binary, bytes)
    }
}
