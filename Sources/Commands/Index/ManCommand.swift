import CommandSpec
import Rendering
import ShellLanguage
import Texts

/// `man`
enum ManCommand: BuiltInCommand {
    static let name = "man"
    static let traits: CommandTraits = .needsNoConfiguration

    static let specification = CommandSpecification(
        name,
        "Print the manual page.",
        discussion: "'ipcsh man > ipcsh.1; man -l ipcsh.1' shows it."
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let names = context.state.definitions.names
        context.output.line(ManualPage.text(names.compactMap { context.command(named: $0)?.specification }))
        return .ok
    }
}
