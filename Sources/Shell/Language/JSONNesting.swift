/// Whether a JSON text is still open, so that it goes on in the next line.
struct JSONNesting {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isJSON: Bool?

    /// Only what begins like a container can be open: everything else is sent as it is.
    var isOpen: Bool { isJSON == true && (depth > 0 || isInString) }

    mutating func take(_ scalar: Unicode.Scalar) {
        if isJSON == nil, !(scalar == " " || scalar == "\t") { isJSON = scalar == "{" || scalar == "[" }
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                isInString = false
            }
            return
        }
        switch scalar {
        case "\"": isInString = true
        case "{", "[": depth += 1
        case "}", "]": depth -= 1
        default: break
        }
    }
}
