/// A chapter of the manual: a file of `Chapters`, named as it is.
///
/// It begins with its title, `# Words and quotes`, and notes: `<!-- about: what it is for, in a line -->`,
/// `<!-- order: 20 -->`, its place among the others, and `<!-- commands: raw, image -->`, those whose help points to it.
package struct Chapter: Sendable {
    /// A heading, with what stands below it up to the next one.
    package struct Section: Sendable {
        package var title: String
        package var blocks: [MarkdownBlock]

        /// - Parameter title: of what stands before the first heading.
        package static func all(title: String, _ blocks: [MarkdownBlock]) -> [Section] {
            var sections = [Section(title: title, blocks: [])]
            for block in blocks {
                if case .heading(_, let spans) = block {
                    sections.append(Section(title: spans.plainText, blocks: []))
                } else {
                    sections[sections.count - 1].blocks.append(block)
                }
            }
            return sections.filter { !$0.blocks.isEmpty }
        }
    }

    package let name: String
    package let title: String
    /// What it is for, as a line of `help`.
    package let about: String
    package let commands: [String]
    package let blocks: [MarkdownBlock]
    private let order: Int

    /// All of them, in the order in which one would read them.
    package static let all = ChapterFiles.all.map { Chapter(name: $0.name, text: $0.text) }
        .sorted { ($0.order, $0.name) < ($1.order, $1.name) }

    /// Their names, for which none has to be read.
    package static var names: [String] { ChapterFiles.all.map(\.name) }

    package static func named(_ name: String) -> Chapter? { all.first { $0.name == name } }

    package init(name: String, text: String) {
        var (title, notes) = (name, [String: String]())
        var blocks = MarkdownReader.blocks(text)[...]
        if case .heading(level: 1, let spans)? = blocks.first {
            title = spans.plainText
            blocks.removeFirst()
        }
        while case .note(let key, let value)? = blocks.first {
            notes[key] = value
            blocks.removeFirst()
        }
        self.name = name
        self.title = title
        self.blocks = Array(blocks)
        about = notes["about"] ?? ""
        commands = (notes["commands"] ?? "").split { $0 == "," || $0 == " " }.map(String.init)
        order = notes["order"].flatMap { Int($0) } ?? 500
    }

    package var sections: [Section] { Section.all(title: title, blocks) }
}
