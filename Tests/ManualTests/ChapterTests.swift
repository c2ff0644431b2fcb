import Testing

@testable import Manual

@Suite struct ChapterTests {
    @Test func `notes stand behind the title`() {
        let chapter = Chapter(
            name: "a",
            text: "# T\n<!-- about: for what -->\n<!-- order: 7 -->\n<!-- commands: x, y -->\n\ntext\n\n## S\nmore"
        )
        #expect(chapter.title == "T")
        #expect(chapter.about == "for what")
        #expect(chapter.commands == ["x", "y"])
        #expect(chapter.sections.map(\.title) == ["T", "S"])
    }

    @Test(arguments: Chapter.all.map(\.name))
    func `each chapter says what it is for, in a line of help`(name: String) throws {
        let chapter = try #require(Chapter.named(name))
        #expect(!chapter.about.isEmpty)
        #expect(chapter.about.count <= 85)
        #expect(name.count <= 12)
        #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        #expect(!chapter.blocks.isEmpty)
    }

    @Test(arguments: Chapter.all.map(\.name))
    func `what it points to is there`(name: String) throws {
        let chapter = try #require(Chapter.named(name))
        for case .code(let text) in chapter.blocks.flatMap(\.spans) where text.hasPrefix("help ") {
            let words = text.split(separator: " ").dropFirst()
            guard words.count == 1, let word = words.first, word.allSatisfy({ $0.isLowercase || $0 == "-" }) else {
                continue
            }
            #expect(Chapter.names.contains(String(word)), "\(text)")
        }
    }
}

extension MarkdownBlock {
    fileprivate var spans: [MarkdownSpan] {
        switch self {
        case .heading(_, let spans), .paragraph(let spans): spans
        case .list(_, let items): items.flatMap { $0 }
        case .table(let header, let rows): (header + rows.flatMap { $0 }).flatMap { $0 }
        case .code, .insert, .note: []
        }
    }
}
