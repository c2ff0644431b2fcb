/// Which of the vendor's WebSocket servers is played.
package enum WebSocketProfile: String, Hashable, Sendable, CaseIterable {
    /// IPCWebsocketExample: it knows the requests of the socket server.
    case example
    /// IPCWebsocketBasics, the template of people's own servers: it answers `Ok` to all JSON.
    case basics
}
