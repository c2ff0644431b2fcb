extension Lexer {
    /// A word as far as it is there.
    struct OpenWord {
        enum Quote {
            case none, single, double
        }

        let position: SourcePosition
        var parts: [Word.Part] = []
        /// Where it begins.
        let start: Int
        /// What is plain is taken from here, and what stands in single quotes.
        var begin: Int
        var quote = Quote.none
        /// Where the open quote is.
        var quotePosition: SourcePosition
        /// What stands in double quotes, up to a variable.
        var piece: [UInt8] = []
        /// How many parts there were before the open quote.
        var partsBefore = 0
        /// Whether a character in it was told that cannot be seen.
        var hasInvisible = false
    }

    /// The next word of the command, or `nil` at the command's end.
    mutating func nextWord() throws(SyntaxError) -> Word? {
        var word: OpenWord
        if let open = openWord.take() {
            word = open
        } else {
            guard index < bytes.count, byte != UInt8(ascii: ";"), lineEnd() == nil else { return nil }
            if byte == UInt8(ascii: "#") {
                skipLine()
                return nil
            }
            let position = position
            word = OpenWord(position: position, start: index, begin: index, quotePosition: position)
            checkStart(of: "a word")
        }
        do throws(SyntaxError) {
            switch word.quote {
            case .none: break
            case .single: try singleQuoted(&word)
            case .double: try doubleQuoted(&word)
            }
            try plain(&word)
        } catch {
            openWord = word
            throw error
        }
        return Word(parts: word.parts, position: word.position)
    }

    /// What stands outside of quotes, and the quotes in it, up to the word's end.
    private mutating func plain(_ word: inout OpenWord) throws(SyntaxError) {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ";"):
                end(&word)
                return
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if lineEnd() != nil {
                    end(&word)
                    return
                }
                index += 1
            case UInt8(ascii: "'"):
                flush(&word)
                openQuote(.single, &word)
                try singleQuoted(&word)
            case UInt8(ascii: "\""):
                flush(&word)
                openQuote(.double, &word)
                try doubleQuoted(&word)
            case UInt8(ascii: "\\"):
                try backslash(&word)
            case UInt8(ascii: "$"):
                if byte(1) == UInt8(ascii: "(") {
                    refuseSubstitution()
                    continue
                }
                let dollar = index
                if let name = try variable() {
                    if word.begin < dollar {
                        word.parts.append(.text(text(word.begin..<dollar), isQuoted: false))
                    }
                    word.parts.append(.variable(name, isQuoted: false))
                    word.begin = index
                } else {
                    index += 1
                }
            case UInt8(ascii: "`"):
                refuseSubstitution()
            case UInt8(ascii: "="):
                index += 1
                if bytes[word.start] == UInt8(ascii: "-"), !bytes[word.start..<(index - 1)].contains(UInt8(ascii: "="))
                {
                    checkStart(of: "a value")
                }
            case 0x80...:
                checkVisible(&word)
                index += 1
            default:
                index += 1
            }
        }
        end(&word)
    }

    private func flush(_ word: inout OpenWord) {
        if word.begin < index { word.parts.append(.text(text(word.begin..<index), isQuoted: false)) }
        word.begin = index
    }

    private mutating func end(_ word: inout OpenWord) {
        flush(&word)
        checkEnd(word)
    }

    private mutating func openQuote(_ quote: OpenWord.Quote, _ word: inout OpenWord) {
        word.quote = quote
        word.quotePosition = position
        word.partsBefore = word.parts.count
        index += 1
        word.begin = index
    }

    /// A backslash: one, or a mark before a blank, a quote or a line end.
    private mutating func backslash(_ word: inout OpenWord) throws(SyntaxError) {
        if let length = lineEnd(at: 1) {
            if isFolder(word) {
                let folder = text(word.start..<(index + 1))
                report(
                    "the \\ at the end of '\(folder)' would join the next line to it: "
                        + "put it in single quotes ('\(folder)'), or end it with /",
                    at: word.position
                )
                index += 1
                return
            }
            flush(&word)
            let backslash = position
            skipLineEnd(1 + length)
            word.begin = index
            if index == bytes.count, !isAtEnd { throw missingLine(backslash) }
        } else if [UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'")].contains(byte(1)) {
            flush(&word)
            word.parts.append(.text(text((index + 1)..<(index + 2)), isQuoted: true))
            index += 2
            word.begin = index
        } else {
            index += 1
        }
    }

    private mutating func singleQuoted(_ word: inout OpenWord) throws(SyntaxError) {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") { newLine() }
            guard byte == UInt8(ascii: "'") else { continue }
            word.parts.append(.text(lines(word.begin..<(index - 1)), isQuoted: true))
            word.begin = index
            word.quote = .none
            return
        }
        throw SyntaxError(position: word.quotePosition, message: "a ' is missing", isIncomplete: true)
    }

    private mutating func doubleQuoted(_ word: inout OpenWord) throws(SyntaxError) {
        func flush() {
            if !word.piece.isEmpty {
                word.parts.append(.text(String(decoding: word.piece, as: UTF8.self), isQuoted: true))
                word.piece.removeAll(keepingCapacity: true)
            }
        }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                flush()
                // An empty pair of quotes makes an empty word.
                if word.parts.count == word.partsBefore { word.parts.append(.text("", isQuoted: true)) }
                word.begin = index
                word.quote = .none
                return
            case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\"") || byte(1) == UInt8(ascii: "$"):
                word.piece.append(byte(1))
                index += 2
            case UInt8(ascii: "$") where byte(1) == UInt8(ascii: "("), UInt8(ascii: "`"):
                refuseSubstitution()
            case UInt8(ascii: "$"):
                if let name = try variable() {
                    flush()
                    word.parts.append(.variable(name, isQuoted: true))
                } else {
                    word.piece.append(UInt8(ascii: "$"))
                    index += 1
                }
            case UInt8(ascii: "\r") where byte(1) == UInt8(ascii: "\n"):
                index += 1
            case let byte:
                word.piece.append(byte)
                index += 1
                if byte == UInt8(ascii: "\n") { newLine() }
            }
        }
        throw SyntaxError(position: word.quotePosition, message: "a \" is missing", isIncomplete: true)
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
                Variables.isNameByte(bytes[end], isFirst: end == index + 1)
            { end += 1 }
            guard end > index + 1 else { return nil }
            defer { index = end }
            return text((index + 1)..<end)
        }
    }
}
