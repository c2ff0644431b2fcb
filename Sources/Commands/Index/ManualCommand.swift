import CommandSpec
import Manual
import Operations
import Rendering
import Texts

/// `manual [CHAPTER] [--html PATH]`
enum ManualCommand: BuiltInCommand {
    static let name = "manual"
    static let traits: CommandTraits = .needsNoConfiguration

    private static let chapter = Argument("chapter", .optional, "A chapter.", completion: .names(.topics))
    private static let html = Option(
        "--html",
        .file("path"),
        "Write all of it as pages into a folder or, where the name ends in .html, as one page."
    )

    static let specification = CommandSpecification(
        name,
        "List the chapters of the manual, show one, or write them as HTML.",
        usage: "manual [CHAPTER] [--html FOLDER|FILE.html]",
        discussion: """
            'help CHAPTER' shows one, too; 'help --search WORDS' finds the places that answer a question. The pages need \
            no network and nothing beside them; they have a search of their own.
            """,
        examples: ["manual --html ipcsh.html"],
        arguments: [chapter],
        options: [html]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        if let path = arguments[html] {
            try write(path, context)
        } else if let name = arguments.first(chapter) {
            HelpCommand.show(try Chapter.lookUp(name), in: context)
        } else {
            for line in HelpCommand.chapters { context.output.line(line, key: "help") }
        }
        return .ok
    }

    private static func write(_ path: String, _ context: CommandContext) throws(Failure) {
        let pages = Chapter.all.map { chapter in
            ManualSite.Page(
                name: chapter.name,
                title: chapter.title,
                about: chapter.about,
                blocks: ManualInsert.filled(chapter.blocks)
            )
        }
        let site = ManualSite(pages, version: Version.current)
        guard path.hasSuffix(".html") else {
            try ManualFiles.write(site.files, into: path)
            context.output.notice("ipcsh: the manual is in \(path), beginning with index.html")
            return
        }
        try ManualFiles.write(site.singlePage, to: path)
    }
}
