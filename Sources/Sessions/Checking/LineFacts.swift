import IPCFraming
import WireJSON

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
        if let facts = LineFacts(quick: bytes) {
            self = facts
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

    /// Builds no values, which makes it several times as fast as the decoder.
    ///
    /// - Returns: `nil` for a line that is wrong, or that takes a closer look.
    init?(quick bytes: UnsafeBufferPointer<UInt8>) {
        guard let facts = try? Self.facts(bytes) else { return nil }
        self = facts
    }

    private static func facts(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> LineFacts? {
        var scanner = JSONScanner(bytes)
        var number: Int?
        var end: Int?
        var hasRequest = false
        var hasResponse = false
        /// Whether something makes up for a response.
        var hasOther = false
        try scanner.enterObject()
        while let key = try scanner.nextKey() {
            switch key {
            case "n":
                number = try scanner.int()
                guard isNumber(number, from: 1) else { return nil }
            case "request":
                // A second one is for the decoder to complain of.
                if hasRequest { return nil }
                hasRequest = true
                if scanner.peekKind() == .string {
                    guard try isText(&scanner) else { return nil }
                } else {
                    try scanner.skipValue()
                }
            case "response":
                guard !hasResponse, try isText(&scanner) else { return nil }
                hasResponse = true
            case "gap", "ms":
                let time = try scanner.double()
                guard time.isFinite, time >= 0 else { return nil }
            case "error":
                guard FailureCode.known.contains(FailureCode(rawValue: try scanner.rawString().decoded().lossyText))
                else {
                    return nil
                }
                hasOther = true
            case "attempts":
                guard isNumber(try scanner.int(), from: 1) else { return nil }
            case "end":
                end = try scanner.int()
                guard isNumber(end, from: 0) else { return nil }
            case "tags", "note": try scanner.skipValue()
            // What it means is for the decoder to say, and for whoever judges the line.
            default: return nil
            }
        }
        try scanner.finish()
        guard let number else { return end.map { .end($0) } }
        return hasRequest && (hasResponse || hasOther) ? .exchange(number) : nil
    }

    private static func isNumber(_ number: Int?, from minimum: Int) -> Bool {
        number.map { minimum...RecordedExchange.largestNumber ~= $0 } ?? false
    }

    /// Skips a string.
    ///
    /// - Returns: whether it certainly holds no half of a surrogate pair.
    private static func isText(_ scanner: inout JSONScanner) throws(JSONError) -> Bool {
        let token = try scanner.rawString()
        return !token.isEscaped || !token.decoded().hasLoneSurrogate
    }
}
