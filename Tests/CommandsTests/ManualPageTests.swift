import CommandSpec
import Commands
import Operations
import Testing

@testable import Commands

@Suite struct ManualPageTests {
    @Test func `it has every command with its options, and every setting`() {
        let text = ManualPage.text([]).replacing("\\-", with: "-").replacing("\\(aq", with: "'")
        for command in CommandTable.all {
            let specification = command.specification
            #expect(text.contains("\n\(specification.summary)\n"), "\(command.name)")
            for name in specification.allOptions.flatMap(\.names) {
                #expect(text.contains(name), "\(command.name) \(name)")
            }
        }
        for setting in Setting.allCases { #expect(text.contains("\n.B \(setting.rawValue)\n")) }
        for section in ["EXIT STATUS", "ENVIRONMENT", "FILES"] { #expect(text.contains("\n.SH \(section)\n.TP\n")) }
    }

    @Test func `only macros begin with a full stop, and nothing with an apostrophe`() {
        let macros: Set<Substring> = [
            "TH", "SH", "SS", "PP", "TP", "IP", "B", "RS", "RE", "nf", "fi", "nh", "ad", "br", "sp",
        ]
        for line in ManualPage.files.flatMap({ $0.text.split(separator: "\n") }) {
            #expect(!line.hasPrefix("'"))
            if line.hasPrefix(".") { #expect(macros.contains(line.dropFirst().prefix { $0 != " " }), "\(line)") }
        }
    }
}
