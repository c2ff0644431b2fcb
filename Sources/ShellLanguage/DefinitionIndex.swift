/// Where the definitions of a text stand, found without reading them.
///
/// It knows nothing of what stands in them: what it finds is right for a text that was once read without a problem, and
/// in which that found the same names at the same places.
struct DefinitionIndex {
    struct Entry {
        var words: [String]
        /// Where its name stands.
        var position: SourcePosition
        /// All from the comment above it to the next one.
        fileprivate(set) var bytes: Range<Int>
        /// The number of its first line.
        var line: Int
    }

    private(set) var entries: [Entry] = []

    private let text: [UInt8]
    private let file: String

    init(_ text: [UInt8], file: String) {
        self.text = text
        self.file = file
        find()
    }

    private mutating func find() {
        var (start, line) = (0, 1)
        // The comment that ends in the line before.
        var comment: (start: Int, line: Int)?
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            let begin = blanksEnd(start)
            if begin < end, text[begin] == UInt8(ascii: "#") {
                comment = comment ?? (start, line)
            } else {
                if let (words, index) = name(begin..<end) {
                    let first = comment ?? (start, line)
                    let position = SourcePosition(file: file, line: line, column: index - start + 1)
                    add(Entry(words: words, position: position, bytes: first.start..<text.count, line: first.line))
                }
                comment = nil
            }
            start = end + 1
            line += 1
        }
    }

    private mutating func add(_ entry: Entry) {
        if let last = entries.indices.last {
            entries[last].bytes = entries[last].bytes.lowerBound..<entry.bytes.lowerBound
        }
        entries.append(entry)
    }

    /// The words of the name behind a `define` that begins here, and where the first of them begins.
    private func name(_ line: Range<Int>) -> (words: [String], index: Int)? {
        guard text[line].starts(with: "define".utf8) else { return nil }
        var index = line.lowerBound + "define".utf8.count
        var words: [String] = []
        var first = index
        while index < line.upperBound, Lexer.isBlank(text[index]) {
            index = blanksEnd(index)
            let rest = text[index..<max(index, line.upperBound)]
            let end = rest.firstIndex { Lexer.isBlank($0) || $0 == UInt8(ascii: "\r") } ?? rest.endIndex
            let word = String(decoding: text[index..<end], as: UTF8.self)
            if DefinitionHeader.isCapital(word) { break }
            if DefinitionHeader.isName(word) {
                if words.isEmpty { first = index }
                words.append(word)
            } else if word != DefinitionHeader.override {
                break
            }
            index = end
        }
        return words.isEmpty ? nil : (words, first)
    }

    private func blanksEnd(_ start: Int) -> Int {
        text[start...].firstIndex { !Lexer.isBlank($0) } ?? text.count
    }
}
