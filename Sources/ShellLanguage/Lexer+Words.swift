extension Lexer {
    /// The next word of the command, or `nil` at the command's end.
    mutating func nextWord() throws(SyntaxError) -> Word? {
        skipBlanks()
        guard index < bytes.count, byte != UInt8(ascii: ";"), lineEnd() == nil else { return nil }
        if byte == UInt8(ascii: "#") {
            skipLine()
            return nil
        }
        let start = position
        var parts: [Word.Part] = []
        // What is plain is taken from here.
        var begin = index
        func flush() {
            if begin < index { parts.append(.text(text(begin..<index), isQuoted: false)) }
        }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ";"):
                flush()
                return Word(parts: parts, position: start)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if lineEnd() != nil {
                    flush()
                    return Word(parts: parts, position: start)
                }
                index += 1
            case UInt8(ascii: "'"):
                flush()
                parts.append(.text(try singleQuoted(), isQuoted: true))
                begin = index
            case UInt8(ascii: "\""):
                flush()
                try doubleQuoted(into: &parts)
                begin = index
            case UInt8(ascii: "\\"):
                if asksForLine {
                    throw SyntaxError(position: position, message: "a line is missing after the \\", isIncomplete: true)
                } else if let length = lineEnd(at: 1) {
                    flush()
                    skipLineEnd(1 + length)
                    begin = index
                } else if [UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(byte(1)) {
                    flush()
                    parts.append(.text(text((index + 1)..<(index + 2)), isQuoted: true))
                    index += 2
                    begin = index
                } else {
                    index += 1
                }
            case UInt8(ascii: "$"):
                let dollar = index
                if let name = try variable() {
                    if begin < dollar { parts.append(.text(text(begin..<dollar), isQuoted: false)) }
                    parts.append(.variable(name, isQuoted: false))
                    begin = index
                } else {
                    index += 1
                }
            default:
                index += 1
            }
        }
        flush()
        return Word(parts: parts, position: start)
    }

    private mutating func singleQuoted() throws(SyntaxError) -> String {
        let start = position
        index += 1
        let begin = index
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "'") { return text(begin..<(index - 1)) }
            if byte == UInt8(ascii: "\n") { newLine() }
        }
        throw SyntaxError(position: start, message: "a ' is missing", isIncomplete: true)
    }

    private mutating func doubleQuoted(into parts: inout [Word.Part]) throws(SyntaxError) {
        let start = position
        index += 1
        var piece: [UInt8] = []
        let countBefore = parts.count
        func flush() {
            if !piece.isEmpty { parts.append(.text(String(decoding: piece, as: UTF8.self), isQuoted: true)) }
            piece = []
        }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                flush()
                // An empty pair of quotes makes an empty word.
                if parts.count == countBefore { parts.append(.text("", isQuoted: true)) }
                return
            case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\"") || byte(1) == UInt8(ascii: "$"):
                piece.append(byte(1))
                index += 2
            case UInt8(ascii: "$"):
                if let name = try variable() {
                    flush()
                    parts.append(.variable(name, isQuoted: true))
                } else {
                    piece.append(UInt8(ascii: "$"))
                    index += 1
                }
            case let byte:
                piece.append(byte)
                index += 1
                if byte == UInt8(ascii: "\n") { newLine() }
            }
        }
        throw SyntaxError(position: start, message: "a \" is missing", isIncomplete: true)
    }

    /// The name of the variable that begins here, or `nil` when the `$` is just one.
    private mutating func variable() throws(SyntaxError) -> String? {
        switch byte(1) {
        case UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "@"), UInt8(ascii: "#"),
            UInt8(ascii: "1")...UInt8(ascii: "9"):
            defer { index += 2 }
            return text((index + 1)..<(index + 2))
        case UInt8(ascii: "{"):
            let start = position
            var end = index + 2
            while end < bytes.count, bytes[end] != UInt8(ascii: "}"), bytes[end] != UInt8(ascii: "\n") { end += 1 }
            guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else {
                throw SyntaxError(position: start, message: "a } is missing after ${")
            }
            let name = text((index + 2)..<end)
            guard Variables.isName(name) || name == "?" || Variables.isArgument(name) else {
                throw SyntaxError(position: start, message: "'\(name)' is no name of a variable")
            }
            index = end + 1
            return name
        default:
            var end = index + 1
            while end < bytes.count,
                Variables.isNameScalar(Unicode.Scalar(bytes[end]), isFirst: end == index + 1)
            { end += 1 }
            guard end > index + 1 else { return nil }
            defer { index = end }
            return text((index + 1)..<end)
        }
    }
}
