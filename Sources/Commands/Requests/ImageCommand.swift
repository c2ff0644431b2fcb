import CommandSpec
import IPCFraming
import InspectProtocol
import Operations
import Texts

/// `image FILE ...`
enum ImageCommand: BuiltInCommand {
    static let name = "image"
    static let traits: CommandTraits = .expandsPatterns

    private static let files = Argument(
        "file",
        .oneOrMore,
        "Image files, as the server's machine names them.",
        completion: .files(endings: FileEndings.images)
    )
    private static let series = Option(
        "--series",
        short: "-s",
        .setting(.series, "name"),
        "The measurement series (default: Default).",
        setting: Setting.series.rawValue
    )
    private static let focalLength = Option(
        "--focal-length",
        short: "-f",
        .setting(.focalLength, "mm"),
        "In millimetres (default: 50.0).",
        setting: Setting.focalLength.rawValue
    )

    static let specification = CommandSpecification(
        name,
        "Import images into a measurement series.",
        usage: "image FILE ... [--series NAME] [--focal-length MM] [options]",
        discussion: ImportHelp.discussion,
        examples: ["image C:/temp/example.jpg --series other --focal-length 12.35"],
        arguments: [files],
        options: [series, focalLength],
        groups: [SharedOptions.group]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let settings = try settings(arguments, context.settings)
        return try context.import(arguments[files]) { path in request(path, settings) }
    }

    /// The requests that it would send.
    static func requests(_ arguments: ParsedArguments, _ settings: Settings) throws(Failure) -> [RequestFrame] {
        let settings = try Self.settings(arguments, settings)
        return arguments[files].map { RequestFrame(request(PathMap.remotePath($0, settings.maps), settings)) }
    }

    private static func request(_ path: String, _ settings: Settings) -> [UInt8] {
        ImageRequest(file: path, series: settings.series, focalLength: settings.focalLength).bytes
    }

    private static func settings(_ arguments: ParsedArguments, _ settings: Settings) throws(Failure) -> Settings {
        guard arguments.hasOptions else { return settings }
        var settings = settings
        if let series = arguments[series] { try Setting.series.set(series, in: &settings) }
        if let focalLength = arguments[focalLength] { try Setting.focalLength.set(focalLength, in: &settings) }
        return settings
    }
}

/// What the commands that import files have in common.
enum ImportHelp {
    static let discussion = """
        One request for each file. The server opens the files on its own machine; --map rewrites paths that begin \
        otherwise there.
        """
}
