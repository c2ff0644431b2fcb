import CommandSpec
import Operations
import Rendering
import Texts

/// The manual page, in the macros of man(7), made of what the commands declare.
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
        for topic in HelpTopic.allCases where topic.isChapter {
            page.section(topic.rawValue.uppercased())
            page.verbatim(topic.text)
        }
        page.section("EXIT STATUS")
        for (status, meaning) in exitStatus { page.item("\(status.rawValue)", meaning) }
        page.section("ENVIRONMENT")
        for (name, meaning) in HelpTopic.environment { page.item(name, meaning) }
        page.section("FILES")
        for (path, meaning) in files { page.item(path, meaning) }
        return page.output
    }

    private static let exitStatus: [(ExitStatus, String)] = [
        (.ok, "All ok."),
        (.serverError, "The server answered an error."),
        (.usage, "Usage, configuration, or the syntax of a script; nothing was sent."),
        (.exchangeFailed, "No whole exchange: connecting, time, a response cut off, a file."),
        (.mismatch, "An 'expect' or the comparison of a replay failed."),
        (.interrupted, "Interrupted."),
    ]

    private static let files: [(String, String)] = [
        ("~/.config/ipcsh/config", "Settings, a line NAME = VALUE each."),
        ("~/.config/ipcsh/rc", "Commands that an interactive shell runs first."),
        ("~/.config/ipcsh/commands/*.ipcsh", "Commands of your own, 'define' each."),
        ("~/.local/state/ipcsh/history", "The lines typed, at most 10,000."),
        ("./sessions, else ~/.local/share/ipcsh/sessions", "Where shells and scripts record."),
        ("~/.editrc", "Keys of the prompt, see editrc(5)."),
    ]
}

extension Substring {
    fileprivate var trimmingFullStop: Substring { hasSuffix(".") ? dropLast() : self }
}
