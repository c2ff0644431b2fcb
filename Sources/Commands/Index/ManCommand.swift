import CommandSpec
import Manual
import Operations
import Rendering
import ShellLanguage
import Texts

/// `man [CHAPTER] [--into FOLDER]`
enum ManCommand: BuiltInCommand {
    static let name = "man"
    static let traits: CommandTraits = .needsNoConfiguration

    private static let chapter = Argument("chapter", .optional, "A chapter of the manual.", completion: .names(.topics))
    private static let into = Option("--into", .folder, "Write all pages there: ipcsh.1, ipcsh-quoting.7 and so on.")

    static let specification = CommandSpecification(
        name,
        "Print the manual page, or that of a chapter.",
        usage: "man [CHAPTER] [--into FOLDER]",
        discussion: "'ipcsh man > ipcsh.1; man -l ipcsh.1' shows it.",
        examples: ["man quoting"],
        arguments: [chapter],
        options: [into]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        if let folder = arguments[into] {
            try ManualFiles.write(ManualPage.files, into: folder)
        } else if let name = arguments.first(chapter) {
            context.output.line(ManualPage.text(try Chapter.lookUp(name)))
        } else {
            let names = context.state.definitions.names
            context.output.line(ManualPage.text(names.compactMap { context.command(named: $0)?.specification }))
        }
        return .ok
    }
}

extension Chapter {
    /// - Throws: ``Failure`` with a suggestion when there is none of that name.
    static func lookUp(_ name: String) throws(Failure) -> Chapter {
        if let chapter = named(name) { return chapter }
        throw .usage("no chapter '\(name)'\(Suggestion.text(for: name, among: names)) ('manual' lists all)")
    }
}
