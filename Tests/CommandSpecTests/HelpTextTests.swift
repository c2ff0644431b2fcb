import Testing

@testable import CommandSpec

@Suite struct HelpTextTests {
    @Test(arguments: [
        ("short", "short"),
        ("", ""),
        (
            "one two three four five six seven eight nine ten",
            "one two three four five six seven eight\nnine ten"
        ),
        (
            "NAME      it explains the name in more words than fit",
            "NAME      it explains the name in more\n          words than fit"
        ),
        (
            "          it explains the name in more words than fit",
            "          it explains the name in more\n          words than fit"
        ),
        (
            "a name of more than half of the columns  and the rest of it",
            "a name of more than half of the columns  and the rest of it"
        ),
    ])
    func `a line that is too long is broken below what it explains`(text: String, expected: String) {
        #expect(HelpText(columns: 40).fitted(text) == expected)
    }

    @Test(arguments: [60, 80, 100])
    func `no line is longer than the columns`(columns: Int) {
        let series = Option("--a-long-name-of-an-option", short: "-s", .text("name"), "The series of the images.")
        let specification = CommandSpecification(
            "image",
            "Import images into a measurement series that has a name.",
            usage: "image FILE ... [--a-long-name-of-an-option NAME] [--focal-length MM] [options]",
            discussion: String(repeating: "words ", count: 50),
            options: [series],
            groups: [
                OptionGroup("Shared options", [Flag("--json", "JSON."), Flag("--quiet", "Less.")], isShared: true)
            ]
        )
        let text = HelpText(columns: columns).text(specification)
        for line in text.split(separator: "\n") { #expect(line.count <= columns, "\(line)") }
        #expect(text.contains("Shared options: --json, --quiet"))
    }
}
