import ArgumentParser
import InspectProtocol
import Operations
import Texts

/// `elements FILE ...`
struct ElementsCommand: ImportCommand {
    static let configuration = CommandConfiguration(
        commandName: "elements",
        abstract: "Import elements from files.",
        usage: "elements FILE ... [--import-mode clipboard|new_stage] [options]",
        discussion: """
            One request for each file. The server opens the files on its own machine; --map rewrites paths that begin \
            otherwise there.

            Example: elements C:/temp/points.gxml --import-mode new_stage
            """
    )

    @Argument(
        help: ArgumentHelp("Element files (.gxml), as the server's machine names them.", valueName: "file"),
        completion: .elements
    )
    var files: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("clipboard or new_stage (default: clipboard).", valueName: "mode"),
        completion: .list(Setting.importMode.values)
    )
    var importMode: String?

    @OptionGroup(title: "Shared options") var shared: SharedOptions

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        var settings = context.settings
        try choose(in: &settings)
        return try context.import(files) { path in Self.request(path, settings) }
    }

    static func request(_ path: String, _ settings: Settings) -> [UInt8] {
        ElementsRequest(file: path, importMode: settings.importMode).bytes
    }
}

extension ElementsCommand {
    func check() throws(Failure) {
        var settings = Settings()
        try choose(in: &settings)
        try shared.check()
    }

    func choose(in settings: inout Settings) throws(Failure) {
        if let importMode { try Setting.importMode.set(importMode, in: &settings) }
    }

    static func quick(_ words: [String]) -> ElementsCommand {
        var command = plain
        command.files = words
        return command
    }

    private static let plain = {
        var command = ElementsCommand()
        command.importMode = nil
        command.shared = .none
        return command
    }()

    static let quickOptions: [String: SetOption] = {
        let own: [String: SetOption] = [
            "--import-mode": { $0.importMode = $1 },
            "-i": { $0.importMode = $1 },
        ]
        return own.merging(quickSharedOptions) { own, _ in own }
    }()
}
