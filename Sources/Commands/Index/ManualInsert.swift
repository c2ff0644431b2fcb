import CommandSpec
package import Manual
import Operations
import Rendering
import Texts

/// What the program knows about itself, at the places of the manual that ask for it: `<!-- insert: settings -->`.
package enum ManualInsert: String, CaseIterable {
    case commands, options, settings, environment, files
    case exitStatus = "exit-status"

    /// Blocks with all inserts filled in.
    package static func filled(_ blocks: [MarkdownBlock]) -> [MarkdownBlock] {
        blocks.flatMap { block in
            guard case .insert(let name) = block, let insert = ManualInsert(rawValue: name) else { return [block] }
            return insert.blocks
        }
    }

    private var blocks: [MarkdownBlock] {
        switch self {
        case .commands:
            CommandTable.groups.flatMap { group in
                let rows = group.commands.map { ($0.specification.usage, $0.specification.summary) }
                return [.heading(level: 3, [.text(group.title)]), Self.table("command", "does", rows)]
            }
        case .options:
            [
                Self.table(
                    "option",
                    "does",
                    SharedOptions.group.options.map { option in
                        let value = option.valueName.map { " \($0.uppercased())" } ?? ""
                        return (option.names.joined(separator: ", ") + value, option.help)
                    }
                )
            ]
        case .settings:
            [
                Self.table(
                    "setting",
                    "what it is",
                    Setting.allCases.map { setting in
                        let variable = setting.environmentName.map { " (environment: \($0))" } ?? ""
                        return (setting.rawValue, setting.help + variable)
                    }
                )
            ]
        case .environment: [Self.table("variable", "what it is", Self.environmentVariables)]
        case .files: [Self.table("file", "what it is", Self.usedFiles)]
        case .exitStatus:
            [Self.table("status", "means", Self.exitStatuses.map { ("\($0.0.rawValue)", $0.1) })]
        }
    }

    private static func table(_ name: String, _ meaning: String, _ rows: [(String, String)]) -> MarkdownBlock {
        .table(header: [[.text(name)], [.text(meaning)]], rows: rows.map { [[.code($0.0)], [.text($0.1)]] })
    }

    /// The variables of the environment that the program looks at, and what each is for.
    static var environmentVariables: [(String, String)] {
        let settings = Setting.allCases.compactMap { setting in
            setting.environmentName.map { ($0, "The setting '\(setting.rawValue)': \(setting.help).") }
        }
        return settings + [
            ("IPCSH_SESSIONS", "The folder where shells and scripts record."),
            ("IPCSH_RC", "The commands that an interactive shell runs first, instead of the rc file."),
            ("NO_COLOR", "No colour, unless --color says otherwise."),
            ("PAGER", "What long output goes through on a terminal; 'cat' or nothing for none."),
            ("VISUAL, EDITOR", "The editor for 'edit'."),
            ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME", "Folders instead of those in ~."),
        ]
    }

    static let exitStatuses: [(ExitStatus, String)] = [
        (.ok, "All ok."),
        (.serverError, "The server answered an error."),
        (.usage, "Usage, configuration, or the syntax of a script; nothing was sent."),
        (.exchangeFailed, "No whole exchange: connecting, time, a response cut off, a file."),
        (.mismatch, "An 'expect' or the comparison of a replay failed."),
        (.interrupted, "Interrupted."),
    ]

    static let usedFiles: [(String, String)] = [
        ("~/.config/ipcsh/config", "Settings, a line NAME = VALUE each."),
        ("~/.config/ipcsh/rc", "Commands that an interactive shell runs first."),
        ("~/.config/ipcsh/commands/*.ipcsh", "Commands of your own, 'define' each."),
        ("~/.local/state/ipcsh/history", "The lines typed, at most 10,000."),
        (
            "~/.local/state/ipcsh/checked-commands",
            "Numbers of large files of commands that nothing is wrong with, so that they are read as they are used."
        ),
        ("./sessions, else ~/.local/share/ipcsh/sessions", "Where shells and scripts record."),
        ("~/.editrc", "Keys of the prompt, see editrc(5)."),
    ]
}
