import CommandSpec
import Rendering
import Texts

/// `man`
enum ManCommand: BuiltInCommand {
    static let name = "man"

    static let specification = CommandSpecification(
        name,
        "Print the manual page.",
        discussion: "'ipcsh man > ipcsh.1; man -l ipcsh.1' shows it."
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        context.output.line(ManualPage.text)
        return .ok
    }
}
