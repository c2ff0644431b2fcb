package import CommandSpec

/// Text for troff, in the macros of man(7).
package struct Roff {
    package private(set) var output = ""

    package init() {}

    package mutating func title(_ name: String, section: Int, date: String, source: String) {
        line(".TH \(name) \(section) \(date) \"\(Self.escaped(source))\"")
        // No hyphens in names and paths, and no blanks to fill lines.
        line(".nh")
        line(".ad l")
    }

    package mutating func section(_ title: String) {
        line(".SH \(title)")
    }

    package mutating func subsection(_ title: String) {
        line(".SS \(Self.escaped(title))")
    }

    /// Paragraphs, with an empty line between them. A line that is indented stays as it is.
    package mutating func text(_ text: String) {
        for (index, paragraph) in text.split(separator: "\n\n").enumerated() {
            if index > 0 { line(".PP") }
            line(Self.escaped(String(paragraph)))
        }
    }

    /// A line for each way to call it.
    package mutating func synopsis(_ usages: [String]) {
        for (index, usage) in usages.enumerated() {
            if index > 0 { line(".br") }
            line(".B \(Self.escaped(usage))")
        }
    }

    /// Lines that stay as they are.
    package mutating func verbatim(_ text: String) {
        line(".nf")
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
            line(part.isEmpty ? ".sp" : Self.escaped(String(part)))
        }
        line(".fi")
    }

    package mutating func item(_ name: String, _ text: String) {
        line(".TP")
        line(".B \(Self.escaped(name))")
        line(Self.escaped(text))
    }

    package mutating func item(_ option: OptionDeclaration) {
        let value = option.valueName.map { " \($0.uppercased())" } ?? ""
        item(option.names.joined(separator: ", ") + value, option.help)
    }

    /// A command with the options that are its own, and its sub-commands.
    package mutating func command(_ command: CommandSpecification) {
        line(".TP")
        line(".B \(Self.escaped(command.usage))")
        line(Self.escaped(command.summary))
        let options = command.groups.filter { !$0.isShared }.flatMap(\.options)
        if command.discussion.isEmpty, command.examples.isEmpty, options.isEmpty, command.subcommands.isEmpty { return }
        line(".RS")
        if !command.discussion.isEmpty {
            line(".PP")
            text(command.discussion)
        }
        for option in options { item(option) }
        for example in command.examples {
            line(".PP")
            text("Example: \(example)")
        }
        for subcommand in command.subcommands { self.command(subcommand) }
        line(".RE")
    }

    mutating func line(_ text: String) {
        output += output.isEmpty ? text : "\n" + text
    }

    /// Plain text: no character of it starts a request or an escape.
    static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                let escaped = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
                    .replacing("'", with: "\\(aq").replacing("`", with: "\\(ga").replacing("^", with: "\\(ha")
                    .replacing("~", with: "\\(ti")
                return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
            }
            .joined(separator: "\n")
    }
}
