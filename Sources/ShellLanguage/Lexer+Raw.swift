extension Lexer {
    /// The rest of the line and, while its JSON is open, of the lines that follow.
    mutating func rawText() throws(SyntaxError) -> String {
        skipBlanks()
        let start = position
        var result = ""
        var begin = index
        skipRawOptions()
        var nesting = JSONNesting()
        while index < bytes.count {
            if let length = lineEnd() {
                if !nesting.isOpen { break }
                result += text(begin..<index) + "\n"
                nesting.take(UInt8(ascii: "\n"))
                skipLineEnd(length)
                begin = index
            } else {
                nesting.take(bytes[index])
                index += 1
            }
        }
        if nesting.isOpen {
            throw SyntaxError(position: start, message: "the JSON is not closed", isIncomplete: true)
        }
        return result + text(begin..<index)
    }

    /// The options that stand before a raw text: `--force {`, `--timeout 5s {`.
    private mutating func skipRawOptions() {
        func end(of start: Int) -> Int {
            bytes[start...].firstIndex { Self.isBlank($0) || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
                ?? bytes.count
        }
        func blanksEnd(_ start: Int) -> Int {
            bytes[start...].firstIndex { !Self.isBlank($0) } ?? bytes.count
        }
        while byte == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") {
            var next = blanksEnd(end(of: index))
            // A word between an option and a container or an option is the option's value.
            if next < bytes.count, !"{[-@\"".utf8.contains(bytes[next]) {
                let behind = blanksEnd(end(of: next))
                if behind < bytes.count, "{[-".utf8.contains(bytes[behind]) { next = behind }
            }
            index = next
        }
    }
}
