extension ResponseFrame {
    /// A message that is an answer.
    package init(_ message: WebSocketMessage) {
        self.init(message.bytes, ending: message.kind == .text ? .complete : .binary)
    }
}
