import IPCFraming
import WireJSON

/// A line that holds a plain exchange, read in one walk without building anything: a request in JSON, and what nearly all
/// lines have besides. For all other lines there is the decoder, which accepts and refuses what this does.
struct QuickLine {
    private(set) var number = 0
    private(set) var response: Range<Int>?
    private(set) var error: FailureCode?
    private(set) var attempts = 1
    private(set) var gap = 0.0
    private(set) var milliseconds = 0.0

    /// - Parameter request: gets the request's bytes as they were on the wire.
    /// - Returns: `nil` for a line that is wrong, or that takes a closer look.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, request: inout [UInt8]) {
        request.removeAll(keepingCapacity: true)
        do throws(JSONError) {
            guard try read(bytes, &request) else { return nil }
        } catch {
            return nil
        }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ request: inout [UInt8]) throws(JSONError) -> Bool
    {
        var scanner = JSONScanner(bytes)
        var hasRequest = false
        try scanner.enterObject()
        while let key = try scanner.nextKey() {
            switch key {
            case "n":
                number = try scanner.int()
                // A key that stands there twice hides no value that is none.
                guard 1...RecordedExchange.largestNumber ~= number else { return false }
            case "request":
                guard !hasRequest, let kind = scanner.peekKind(), kind == .object || kind == .array else {
                    return false
                }
                hasRequest = true
                guard scanner.appendRespacedValue(to: &request) else { return false }
            case "response":
                guard response == nil, let text = try Self.plainText(&scanner) else { return false }
                response = text
            case "gap":
                gap = try scanner.double()
                guard gap.isFinite, gap >= 0 else { return false }
            case "ms":
                milliseconds = try scanner.double()
                guard milliseconds.isFinite, milliseconds >= 0 else { return false }
            case "error":
                guard scanner.peekKind() == .string else { return false }
                error = FailureCode(rawValue: try scanner.rawString().decoded().lossyText)
                // What it is called is for the decoder to say.
                if case .other? = error { return false }
            case "attempts":
                attempts = try scanner.int()
                guard 1...RecordedExchange.largestNumber ~= attempts else { return false }
            default: return false
            }
        }
        try scanner.finish()
        return hasRequest && (response != nil || error != nil) && number > 0
    }

    /// Where a string without escapes is, without its quotes.
    private static func plainText(_ scanner: inout JSONScanner) throws(JSONError) -> Range<Int>? {
        guard scanner.peekKind() == .string else { return nil }
        let start = scanner.offset + 1
        let token = try scanner.rawString()
        return token.isEscaped ? nil : start..<(start + token.bytes.count)
    }
}
