extension Lexer {
    /// What follows a command that is neither words nor the rest of a line: it ends where its brackets are closed.
    struct BracketTail {
        enum Kind {
            /// The parameters behind `define`, over several lines within `( )`.
            case header
            /// The JSON behind `request`: what stands behind it is the language's again.
            case template
            /// What stands behind `answer`: JSON or any text, up to the end of the command.
            case answer
        }

        let kind: Kind
        fileprivate var begin: (index: Int, position: SourcePosition)?
        fileprivate var depth = 0
        fileprivate var quote: UInt8?
        /// Whether nothing but blanks stands before, in the line.
        fileprivate var isAtLineStart = false
        /// Where the line before ends.
        fileprivate var lineEnd = 0

        init(_ kind: Kind) {
            self.kind = kind
        }
    }

    /// The tail of a command of this name, if it has one.
    static func tail(of name: String) -> BracketTail? {
        switch name {
        case "define": BracketTail(.header)
        case "request": BracketTail(.template)
        case "answer": BracketTail(.answer)
        default: nil
        }
    }

    /// Whether a template begins here, where options may stand before it.
    var isTemplateStart: Bool { "{[\"$".utf8.contains(byte) }

    /// Reads to where the tail ends.
    ///
    /// A bracket that is never closed must not swallow the rest of a script: no line of JSON, and none of parameters,
    /// begins with a word of the language.
    ///
    /// - Throws: ``SyntaxError`` when more lines could close it.
    mutating func read(_ tail: inout BracketTail) throws(SyntaxError) -> (text: String, position: SourcePosition) {
        if tail.begin == nil { try skipBlanks() }
        let begin = tail.begin ?? (index, position)
        tail.begin = begin
        while index < bytes.count {
            if tail.isAtLineStart {
                tail.isAtLineStart = Self.isBlank(byte) || lineEnd() != nil
                if !tail.isAtLineStart, beginsCommand(tail.kind) {
                    stepBack(to: tail.lineEnd)
                    return text(of: begin)
                }
            }
            if let length = lineEnd() {
                tail.quote = nil
                guard tail.depth > 0 else { return text(of: begin) }
                tail.lineEnd = index
                skipLineEnd(length)
                tail.isAtLineStart = true
                continue
            }
            if let quote = tail.quote {
                if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), lineEnd(at: 1) == nil {
                    index = min(index + 2, bytes.count)
                    continue
                }
                if byte == quote { tail.quote = nil }
                index += 1
                if tail.quote == nil, tail.depth == 0, tail.kind == .template { return text(of: begin) }
                continue
            }
            if tail.depth == 0, isEnd(of: tail, begin.index) { return text(of: begin) }
            switch byte {
            case UInt8(ascii: "\""): tail.quote = byte
            case UInt8(ascii: "'") where tail.kind == .header: tail.quote = byte
            case UInt8(ascii: "#") where isCommentStart(begin.index):
                if tail.kind == .answer, tail.depth == 0 { return text(of: begin) }
                while index < bytes.count, lineEnd() == nil { index += 1 }
                continue
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                if tail.kind == .header { tail.depth += byte == UInt8(ascii: "(") ? 1 : -1 }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if tail.kind != .header { tail.depth += 1 }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if tail.kind != .header {
                    tail.depth -= 1
                    if tail.depth == 0, tail.kind == .template {
                        index += 1
                        return text(of: begin)
                    }
                }
            case UInt8(ascii: "\\") where tail.kind == .header && lineEnd(at: 1) != nil:
                skipLineEnd(1 + (lineEnd(at: 1) ?? 1))
                if index == bytes.count, !isAtEnd { throw missingLine(begin.position) }
                continue
            default: break
            }
            index += 1
        }
        guard tail.depth > 0 else { return text(of: begin) }
        guard isAtEnd else {
            throw SyntaxError(position: begin.position, message: "a bracket is not closed", isIncomplete: true)
        }
        return text(of: begin)
    }

    private func text(of begin: (index: Int, position: SourcePosition)) -> (String, SourcePosition) {
        var end = index
        while end > begin.index, Self.isBlank(bytes[end - 1]) { end -= 1 }
        return (lines(begin.index..<end), begin.position)
    }

    /// Whether the command ends here, where no bracket is open.
    private func isEnd(of tail: BracketTail, _ begin: Int) -> Bool {
        if byte == UInt8(ascii: ";") { return true }
        // A name or a number alone ends with its word.
        return tail.kind == .template && index > begin && (Self.isBlank(byte) || byte == UInt8(ascii: ";"))
    }

    private func isCommentStart(_ begin: Int) -> Bool {
        index == begin || Self.isBlank(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: "\n")
    }

    /// Whether a word stands here that neither JSON nor parameters begin with.
    private func beginsCommand(_ kind: BracketTail.Kind) -> Bool {
        guard UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte else { return false }
        guard kind != .header else { return true }
        var end = index
        while end < bytes.count, UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[end] { end += 1 }
        return !["true", "false", "null"].contains(text(index..<end))
    }
}
