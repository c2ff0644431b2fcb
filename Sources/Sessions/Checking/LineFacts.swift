/// What a check needs to know of a line behind the header.
enum LineFacts: Hashable {
    /// An exchange with this number.
    case exchange(Int)
    /// What a server has sent unasked, with this number.
    case pushed(Int)
    /// An answer that a person wrote for a mock server.
    case stub
    /// A clean close, with the number of exchanges.
    case end(Int)

    /// Accepts and refuses exactly what ``SessionLineDecoder`` does, which is asked about every line that the quick look
    /// does not find in order.
    ///
    /// - Parameter judge: gets what the quick look does not find to be a plain exchange.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>,
        path: String,
        line: Int,
        judge: (SessionLine) -> Void = { _ in }
    ) throws(SessionError) {
        if let exchange = QuickLine(bytes) {
            self = .exchange(exchange.number)
            return
        }
        let sessionLine = try SessionLineDecoder.line(bytes, path: path, line: line)
        judge(sessionLine)
        switch sessionLine {
        case .exchange(let exchange): self = .exchange(exchange.number)
        case .pushed(let push): self = .pushed(push.number)
        case .stub: self = .stub
        case .end(let number): self = .end(number)
        }
    }
}
