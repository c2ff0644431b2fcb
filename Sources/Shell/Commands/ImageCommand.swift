import ArgumentParser
import IPCFraming
import InspectProtocol
import Operations
import Texts

/// `image FILE ...`
struct ImageCommand: ImportCommand {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Import images into a measurement series.",
        usage: "image FILE ... [--series NAME] [--focal-length MM] [options]",
        discussion: """
            One request for each file. The server opens the files on its own machine; --map rewrites paths that begin \
            otherwise there.

            Example: image C:/temp/example.jpg --series other --focal-length 12.35
            """
    )

    @Argument(
        help: ArgumentHelp("Image files, as the server's machine names them.", valueName: "file"),
        completion: .images
    )
    var files: [String]

    @Option(name: .shortAndLong, help: "The measurement series (default: Default).")
    var series: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("In millimetres (default: 50.0).", valueName: "mm"))
    var focalLength: String?

    @OptionGroup(title: "Shared options") var shared: SharedOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        var settings = context.settings
        try choose(in: &settings)
        return try context.import(files) { path in Self.request(path, settings) }
    }

    static func request(_ path: String, _ settings: Settings) -> [UInt8] {
        ImageRequest(file: path, series: settings.series, focalLength: settings.focalLength).bytes
    }
}

extension ImageCommand {
    func check() throws(Failure) {
        var settings = Settings()
        try choose(in: &settings)
        try shared.check()
    }

    func choose(in settings: inout Settings) throws(Failure) {
        if let series { try Setting.series.set(series, in: &settings) }
        if let focalLength { try Setting.focalLength.set(focalLength, in: &settings) }
    }

    static func quick(_ words: [String]) -> ImageCommand {
        var command = plain
        command.files = words
        return command
    }

    private static let plain = {
        var command = ImageCommand()
        command.series = nil
        command.focalLength = nil
        command.shared = .none
        return command
    }()

    static let quickOptions: [String: SetOption] = {
        let own: [String: SetOption] = [
            "--series": { $0.series = $1 },
            "-s": { $0.series = $1 },
            "--focal-length": { $0.focalLength = $1 },
            "-f": { $0.focalLength = $1 },
        ]
        return own.merging(quickSharedOptions) { own, _ in own }
    }()
}
