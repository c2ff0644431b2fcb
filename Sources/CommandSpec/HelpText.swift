import Texts

/// What help says of a command.
package struct HelpText {
    /// The width of a line.
    private let columns: Int
    private static let nameColumns = 26

    package init(columns: Int = 100) {
        self.columns = max(40, columns)
    }

    package func text(_ specification: CommandSpecification) -> String {
        let usages = specification.usage.split(separator: "\n").enumerated().map { index, usage in
            (index == 0 ? "usage: " : "       ") + usage
        }
        var lines = usages.flatMap { $0.hasPrefix(" ") ? [$0] : wrapped([$0], indent: 7) }
        lines += ["", specification.summary]
        for paragraph in specification.discussion.split(separator: "\n\n") where !paragraph.isEmpty {
            lines.append("")
            // Indented lines stay as they are.
            if paragraph.hasPrefix("  ") || paragraph.contains("\n") {
                lines += paragraph.split(separator: "\n").map(String.init)
            } else {
                lines += wrapped([String(paragraph)], indent: 0)
            }
        }
        let arguments = specification.arguments.filter { !$0.help.isEmpty }
        if !arguments.isEmpty {
            lines.append("")
            for argument in arguments { lines += item(argument.placeholder, argument.help) }
        }
        if !specification.subcommands.isEmpty {
            lines += ["", "Sub-commands:"]
            for command in specification.subcommands { lines += item(command.lastName, command.summary) }
        }
        for group in specification.groups { lines += self.lines(group) }
        if !specification.examples.isEmpty { lines.append("") }
        lines += specification.examples.map { "Example: \($0)" }
        return lines.joined(separator: "\n")
    }

    /// The options of a group, each with what it does.
    package func lines(_ group: OptionGroup, inFull: Bool = false) -> [String] {
        if group.isShared, !inFull {
            let names = group.options.map(\.name).joined(separator: ", ")
            return [""] + wrapped(["\(group.title): \(names) ('help options' explains them)"], indent: 2)
        }
        var lines = ["", "\(group.title):"]
        for option in group.options {
            let name = option.names.joined(separator: ", ")
            lines += item(name + (option.valueName.map { " \($0.uppercased())" } ?? ""), option.help)
        }
        return lines
    }

    /// A text whose lines are broken where they are too long, below the column in which they explain something.
    package func fitted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { line in line.count > columns ? broken(line) : [String(line)] }
            .joined(separator: "\n")
    }

    private func broken(_ line: Substring) -> [String] {
        // What stands behind the first two blanks explains what stands before them.
        let body = line.drop { $0 == " " }
        let gap = body.firstRange(of: "  ")
        let start = gap.flatMap { gap in line[gap.upperBound...].firstIndex { $0 != " " } } ?? body.startIndex
        let head = line[..<start]
        // A narrow second column would be harder to read than none.
        let indent = head.count < columns / 2 ? head.count : 0
        let lines = wrapped([String(line[start...])], indent: 0, columns: columns - indent)
        let margin = String(repeating: " ", count: indent)
        return lines.enumerated().map { $0.offset == 0 ? head + $0.element : margin + $0.element }
    }

    /// A name, and beside or below it what it stands for.
    private func item(_ name: String, _ text: String) -> [String] {
        let indent = String(repeating: " ", count: Self.nameColumns)
        let body = wrapped([text], indent: 0, columns: columns - Self.nameColumns)
        let head = "  \(name)"
        if head.count + 2 > Self.nameColumns { return [head] + body.map { indent + $0 } }
        let padding = String(repeating: " ", count: Self.nameColumns - head.count)
        return [head + padding + (body.first ?? "")] + body.dropFirst().map { indent + $0 }
    }

    /// - Parameter indent: of the lines behind the first one.
    private func wrapped(_ texts: [String], indent: Int, columns: Int? = nil) -> [String] {
        texts.flatMap { text in
            var lines: [String] = []
            var line = ""
            for word in text.split(separator: " ") {
                if line.isEmpty || line.count + 1 + word.count <= columns ?? self.columns {
                    line += line.isEmpty ? String(word) : " \(word)"
                } else {
                    lines.append(line)
                    line = String(repeating: " ", count: indent) + word
                }
            }
            return lines + [line]
        }
    }
}
