import CommandSpec
import Manual
import Operations
import Rendering
import Texts

/// The manual pages, in the macros of man(7): `ipcsh(1)`, made of what the commands declare, and the chapters, as
/// `ipcsh-CHAPTER(7)`.
enum ManualPage {
    /// - Parameter definitions: the commands of the user's.
    static func text(_ definitions: [CommandSpecification]) -> String {
        let root = RootCommand.specification
        var page = Roff()
        page.title("IPCSH", section: 1, date: Version.date, source: "ipcsh \(Version.current)")
        page.section("NAME")
        page.text("ipcsh - \(root.summary.prefix(1).lowercased() + root.summary.dropFirst().trimmingFullStop)")
        page.section("SYNOPSIS")
        page.synopsis(root.usage.split(separator: "\n").map(String.init))
        page.section("DESCRIPTION")
        // The rest of it has sections of its own.
        page.text(String(root.discussion.split(separator: "\n\n").first ?? ""))
        page.section("OPTIONS")
        for option in root.allOptions { page.item(option) }
        page.section("COMMANDS")
        for group in CommandTable.groups {
            page.subsection(group.title)
            for command in group.commands { page.command(command.specification) }
        }
        if !definitions.isEmpty {
            page.subsection("Your own")
            for specification in definitions { page.command(specification) }
        }
        page.section("SETTINGS")
        for setting in Setting.allCases { page.item(setting.rawValue, setting.help) }
        page.section("EXIT STATUS")
        for (status, meaning) in ManualInsert.exitStatuses { page.item("\(status.rawValue)", meaning) }
        page.section("ENVIRONMENT")
        for (name, meaning) in ManualInsert.environmentVariables { page.item(name, meaning) }
        page.section("FILES")
        for (path, meaning) in ManualInsert.usedFiles { page.item(path, meaning) }
        page.section("SEE ALSO")
        page.text(Chapter.all.map { "ipcsh-\($0.name)(7)" }.joined(separator: ",\n"))
        return page.output
    }

    static func text(_ chapter: Chapter) -> String {
        var page = Roff()
        page.title(
            "IPCSH-\(chapter.name.uppercased())",
            section: 7,
            date: Version.date,
            source: "ipcsh \(Version.current)"
        )
        page.section("NAME")
        page.text("ipcsh-\(chapter.name) - \(chapter.about)")
        page.section("DESCRIPTION")
        page.manual(ManualInsert.filled(chapter.blocks))
        page.section("SEE ALSO")
        page.text("ipcsh(1)")
        return page.output
    }

    /// The name of each page's file, and what is in it.
    static var files: [(name: String, text: String)] {
        [("ipcsh.1", text([]))] + Chapter.all.map { ("ipcsh-\($0.name).7", text($0)) }
    }
}

extension Substring {
    fileprivate var trimmingFullStop: Substring { hasSuffix(".") ? dropLast() : self }
}
