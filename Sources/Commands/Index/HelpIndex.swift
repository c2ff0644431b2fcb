import CommandSpec
package import Manual

/// All that `help --search` looks through: the sections of the manual and the commands.
package enum HelpIndex {
    package static var entries: [ManualSearch.Entry] { chapters + commands }

    private static var chapters: [ManualSearch.Entry] {
        Chapter.all.flatMap { chapter in
            Chapter.Section.all(title: chapter.title, ManualInsert.filled(chapter.blocks)).map { section in
                ManualSearch.Entry(
                    topic: chapter.name,
                    title: section.title,
                    text: section.blocks.map(\.plainText).joined(separator: "\n")
                )
            }
        }
    }

    private static var commands: [ManualSearch.Entry] {
        CommandTable.all.map(\.specification).flatMap(withSubcommands).map { specification in
            let options = specification.groups.filter { !$0.isShared }.flatMap(\.options)
            let lines =
                [specification.summary, specification.discussion, specification.usage]
                + options.map { "\($0.name): \($0.help)" }
            return ManualSearch.Entry(topic: specification.name, title: "", text: lines.joined(separator: "\n"))
        }
    }

    private static func withSubcommands(_ specification: CommandSpecification) -> [CommandSpecification] {
        [specification] + specification.subcommands.flatMap(withSubcommands)
    }
}
