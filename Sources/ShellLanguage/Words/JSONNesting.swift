/// Whether a JSON text is still open, so that it goes on in the next line.
struct JSONNesting {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isJSON: Bool?

    /// Only what begins like a container can be open: everything else is sent as it is.
    var isOpen: Bool { isJSON == true && (depth > 0 || isInString) }

    /// - Parameter byte: the next one of the text, in UTF-8.
    mutating func take(_ byte: UInt8) {
        if isJSON == nil, !Lexer.isBlank(byte) { isJSON = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
    }
}
