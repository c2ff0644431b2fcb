import CommandSpec
import IPCFraming
import InspectProtocol
import Operations
import Texts

/// `elements FILE ...`
enum ElementsCommand: BuiltInCommand {
    static let name = "elements"
    static let traits: CommandTraits = .expandsPatterns

    private static let files = Argument(
        "file",
        .oneOrMore,
        "Element files (.gxml), as the server's machine names them.",
        completion: .files(endings: FileEndings.elements)
    )
    private static let importMode = Option(
        "--import-mode",
        short: "-i",
        .setting(.importMode, "mode"),
        "clipboard or new_stage (default: clipboard).",
        setting: Setting.importMode.rawValue
    )

    static let specification = CommandSpecification(
        name,
        "Import elements from files.",
        usage: "elements FILE ... [--import-mode clipboard|new_stage] [options]",
        discussion: ImportHelp.discussion,
        examples: ["elements C:/temp/points.gxml --import-mode new_stage"],
        arguments: [files],
        options: [importMode],
        groups: [SharedOptions.group]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let mode = try settings(arguments, context.settings).importMode
        return try context.import(arguments[files]) { path in ElementsRequest(file: path, importMode: mode).bytes }
    }

    /// The requests that it would send.
    static func requests(_ arguments: ParsedArguments, _ settings: Settings) throws(Failure) -> [RequestFrame] {
        let mode = try Self.settings(arguments, settings).importMode
        return arguments[files].map { path in
            RequestFrame(ElementsRequest(file: PathMap.remotePath(path, settings.maps), importMode: mode).bytes)
        }
    }

    private static func settings(_ arguments: ParsedArguments, _ settings: Settings) throws(Failure) -> Settings {
        guard let mode = arguments[importMode] else { return settings }
        var settings = settings
        try Setting.importMode.set(mode, in: &settings)
        return settings
    }
}
