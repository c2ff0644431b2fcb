import IPCFraming
import Platform
import WireJSON

/// A line that holds a plain exchange, read in one walk without building anything: the keys that nearly all lines have, and
/// no white space but one between two parts. For all other lines there is the decoder, which accepts what this does and
/// reads the same from it.
struct QuickLine {
    /// How a request stands in the line.
    enum Form {
        /// An object or an array.
        case value
        /// A string without escapes, between its quotes.
        case text
        /// A string with escapes.
        case escapedText
    }

    private(set) var number = 0
    private(set) var request = 0..<0
    private(set) var requestForm = Form.value
    /// Whether all strings in the request stand for themselves: printable ASCII without a backslash.
    private(set) var isRequestPlain = false
    /// Where a response is, without its quotes.
    private(set) var response: Range<Int>?
    private(set) var isResponseEscaped = false
    private(set) var error: FailureCode?
    private(set) var attempts = 1
    private(set) var gap = LineCursor.Time()
    private(set) var milliseconds = LineCursor.Time()

    init() {}

    /// - Returns: `nil` for a line that is wrong, or that takes a closer look.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = LineCursor(bytes)
        guard cursor.skip("{") else { return nil }
        repeat {
            guard readMember(&cursor) else { return nil }
        } while cursor.skip(",")
        let isWhole = number > 0 && !request.isEmpty && (response != nil || error != nil)
        guard cursor.skip("}"), cursor.isAtEnd, isWhole else { return nil }
    }

    @inline(__always)
    private mutating func readMember(_ cursor: inout LineCursor) -> Bool {
        cursor.skipSpace()
        // A key that stands there twice is for the decoder to judge, unless any value of it would do.
        switch cursor.byte(1) {
        case UInt8(ascii: "n"):
            guard number == 0, cursor.skipKey("\"n\":"), let number = cursor.wholeNumber() else { return false }
            self.number = number
        case UInt8(ascii: "r"):
            if cursor.skipKey("\"request\":") { return request.isEmpty && readRequest(&cursor) }
            return response == nil && cursor.skipKey("\"response\":") && readResponse(&cursor)
        case UInt8(ascii: "g"):
            guard cursor.skipKey("\"gap\":"), let time = cursor.time() else { return false }
            gap = time
        case UInt8(ascii: "m"):
            guard cursor.skipKey("\"ms\":"), let time = cursor.time() else { return false }
            milliseconds = time
        case UInt8(ascii: "e"):
            guard cursor.skipKey("\"error\":"), let word = cursor.string(), word.isPlain else { return false }
            let code = FailureCode(rawValue: String(decoding: cursor.bytes[word.place], as: UTF8.self))
            // What it is called is for the decoder to say.
            if case .other = code { return false }
            error = code
        case UInt8(ascii: "a"):
            guard cursor.skipKey("\"attempts\":"), let attempts = cursor.wholeNumber() else { return false }
            self.attempts = attempts
        default: return false
        }
        return true
    }

    private mutating func readRequest(_ cursor: inout LineCursor) -> Bool {
        if cursor.byte(0) == UInt8(ascii: "\"") {
            // An empty one is not told from none here.
            guard let text = cursor.string(), !text.place.isEmpty else { return false }
            request = text.place
            requestForm = text.isEscaped ? .escapedText : .text
        } else {
            guard let value = cursor.value() else { return false }
            (request, isRequestPlain) = (value.place, value.isPlain)
        }
        return true
    }

    private mutating func readResponse(_ cursor: inout LineCursor) -> Bool {
        guard let text = cursor.string() else { return false }
        (response, isResponseEscaped) = (text.place, text.isEscaped)
        return true
    }
}
