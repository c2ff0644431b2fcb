extension Lexer {
    /// A raw text as far as it is there.
    struct RawTail {
        fileprivate var nesting = JSONNesting()
        /// Where it begins.
        fileprivate var begin: (index: Int, position: SourcePosition)?
    }

    /// The rest of the line and, while its JSON is open, of the lines that follow.
    mutating func read(_ raw: inout RawTail) throws(SyntaxError) -> String {
        if raw.begin == nil { try skipBlanks() }
        let begin = raw.begin ?? (index, position)
        if raw.begin == nil {
            raw.begin = begin
            skipRawOptions()
        }
        while index < bytes.count {
            if let length = lineEnd() {
                guard raw.nesting.isOpen else { break }
                raw.nesting.take(UInt8(ascii: "\n"))
                skipLineEnd(length)
            } else {
                raw.nesting.take(bytes[index])
                index += 1
            }
        }
        guard !raw.nesting.isOpen else {
            throw SyntaxError(position: begin.position, message: "the JSON is not closed", isIncomplete: true)
        }
        return lines(begin.index..<index)
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
