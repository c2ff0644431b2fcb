/// Reads the part of Markdown that the chapters are written in: headings, paragraphs, fenced code, lists of one level,
/// tables, notes in comments. All else is a paragraph.
package struct MarkdownReader {
    private var lines: ArraySlice<Substring>
    private var blocks: [MarkdownBlock] = []

    package static func blocks(_ text: String) -> [MarkdownBlock] {
        var reader = MarkdownReader(lines: text.split(separator: "\n", omittingEmptySubsequences: false)[...])
        while !reader.lines.isEmpty { reader.readBlock() }
        return reader.blocks
    }

    private init(lines: ArraySlice<Substring>) {
        self.lines = lines
    }

    private mutating func readBlock() {
        guard let line = lines.first else { return }
        if line.allSatisfy({ $0 == " " }) {
            lines.removeFirst()
        } else if line.hasPrefix("```") {
            readCode()
        } else if let level = Self.headingLevel(line) {
            lines.removeFirst()
            blocks.append(.heading(level: level, MarkdownSpanReader.spans(line.dropFirst(level + 1))))
        } else if let note = Self.note(line) {
            lines.removeFirst()
            blocks.append(note)
        } else if Self.listItem(line) != nil {
            readList()
        } else if line.hasPrefix("|") {
            readTable()
        } else {
            blocks.append(.paragraph(MarkdownSpanReader.spans(readText()[...])))
        }
    }

    private mutating func readCode() {
        let language = String(lines.removeFirst().drop { $0 == "`" })
        var code: [String] = []
        while let line = lines.popFirst(), !line.hasPrefix("```") { code.append(String(line)) }
        blocks.append(.code(language: language, code))
    }

    private mutating func readList() {
        guard let first = lines.first.flatMap(Self.listItem) else { return }
        var items: [[MarkdownSpan]] = []
        while let item = lines.first.flatMap(Self.listItem), item.isOrdered == first.isOrdered {
            lines[lines.startIndex] = item.text
            items.append(MarkdownSpanReader.spans(readText()[...]))
        }
        blocks.append(.list(ordered: first.isOrdered, items))
    }

    private mutating func readTable() {
        var rows: [[[MarkdownSpan]]] = []
        while let line = lines.first, line.hasPrefix("|") {
            lines.removeFirst()
            let cells = Self.cells(line)
            // The row of dashes below the header says nothing that we show.
            if !cells.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } }) {
                rows.append(cells.map { MarkdownSpanReader.spans($0[...]) })
            }
        }
        blocks.append(.table(header: rows.first ?? [], rows: Array(rows.dropFirst())))
    }

    /// The lines of a paragraph or of an item, as one.
    private mutating func readText() -> String {
        var text = ""
        while let line = lines.first, text.isEmpty || !Self.beginsBlock(line) {
            lines.removeFirst()
            let words = line.drop { $0 == " " }
            text += text.isEmpty ? String(words) : " \(words)"
        }
        return text
    }

    private static func beginsBlock(_ line: Substring) -> Bool {
        line.allSatisfy { $0 == " " } || line.hasPrefix("```") || line.hasPrefix("|") || headingLevel(line) != nil
            || listItem(line) != nil || note(line) != nil
    }

    private static func headingLevel(_ line: Substring) -> Int? {
        let level = line.prefix { $0 == "#" }.count
        return (1...3).contains(level) && line.dropFirst(level).first == " " ? level : nil
    }

    private static func listItem(_ line: Substring) -> (isOrdered: Bool, text: Substring)? {
        if line.hasPrefix("- ") { return (false, line.dropFirst(2)) }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, line.dropFirst(digits.count).hasPrefix(". ") else { return nil }
        return (true, line.dropFirst(digits.count + 2))
    }

    private static func note(_ line: Substring) -> MarkdownBlock? {
        guard line.hasPrefix("<!-- "), line.hasSuffix(" -->"), line.count > 9 else { return nil }
        let parts = line.dropFirst(5).dropLast(4).split(separator: ": ", maxSplits: 1)
        guard parts.count == 2 else { return .note(key: "", value: String(parts.first ?? "")) }
        return parts[0] == "insert" ? .insert(String(parts[1])) : .note(key: String(parts[0]), value: String(parts[1]))
    }

    /// The cells of a row; `\|` is no border.
    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var escapes = false
        for character in line.dropFirst() {
            if escapes {
                cells[cells.count - 1] += character == "|" ? "|" : "\\\(character)"
                escapes = false
            } else if character == "\\" {
                escapes = true
            } else if character == "|" {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        if escapes { cells[cells.count - 1] += "\\" }
        let isClosed = cells.last?.allSatisfy { $0 == " " } ?? false
        return (isClosed ? cells.dropLast() : cells).map { cell in
            String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
