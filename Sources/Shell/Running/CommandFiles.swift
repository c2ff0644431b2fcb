import Commands
import Operations
import Platform
import ShellLanguage
import Texts

/// The files that define commands of the user's: read when somebody asks for the first time, and never without need.
///
/// None is looked for in the current folder: whoever unpacks somebody else's files there must not run them.
final class CommandFiles {
    private let environment: Environment
    private let console: Console
    /// What environment and configuration file choose, of which this is a part.
    private(set) lazy var configuration = Configuration(environment: environment)
    /// Those that options name: they take the place of what environment and configuration name.
    private var named: [String] = []
    private var read: (definitions: Definitions, problems: [String], failure: Failure?)?
    /// Whether what is wrong with them was told.
    private var isTold = false

    init(environment: Environment, console: Console) {
        self.environment = environment
        self.console = console
    }

    /// Takes files that options name.
    func choose(_ paths: [String]) {
        guard !paths.isEmpty, paths != named else { return }
        named = paths
        read = nil
    }

    /// Shows what was taken among the settings.
    func note(in settings: inout Settings) {
        if named.isEmpty { return }
        settings.commandFiles = named
        settings.note(.commands, from: .option("--commands"))
    }

    /// The commands that are defined; what is wrong with the others is told.
    ///
    /// - Throws: ``Failure`` when a file cannot be read.
    func definitions() throws(Failure) -> Definitions {
        let (definitions, problems, failure) = reading()
        if let failure { throw failure }
        if !isTold {
            isTold = true
            for problem in problems { console.diagnostic(problem) }
        }
        return definitions
    }

    /// The same, whatever is wrong.
    var readable: Definitions { reading().definitions }

    /// The command of a name: the user's, or one that comes with the program.
    ///
    /// - Throws: ``Failure`` when that cannot be known, as a file cannot be read.
    func command(named name: String) throws(Failure) -> Command? {
        let standard = CommandTable.lookUp(name)
        // What works without a configuration works without these.
        if let standard, standard.traits.contains(.needsNoConfiguration) { return standard }
        let (definitions, _, failure) = reading()
        if definitions.isEmpty {
            if standard == nil, let failure { throw failure }
            return standard
        }
        return definitions.command(named: name, CommandTable()) as? Command ?? standard
    }

    private func reading() -> (definitions: Definitions, problems: [String], failure: Failure?) {
        if let read { return read }
        let paths = paths
        if paths.isEmpty {
            let nothing: (Definitions, [String], Failure?) = (Definitions(), [], nil)
            read = nothing
            return nothing
        }
        var files: [(path: String, text: String)] = []
        var failure: Failure?
        for path in paths {
            do throws(Failure) {
                files.append((path, try TextFile.text(path)))
            } catch {
                if failure == nil { failure = .usage(error.message) }
            }
        }
        let (definitions, problems) = Self.definitions(files, environment)
        let result = (definitions, problems, failure)
        read = result
        return result
    }

    private static func definitions(
        _ files: [(path: String, text: String)],
        _ environment: Environment
    ) -> (Definitions, problems: [String]) {
        let catalog = CommandTable()
        let checked = CheckedFiles(files, environment: environment)
        if let checked, checked.areKnown, let found = Definitions(of: files, catalog) { return (found, []) }
        var scope = Scope(catalog)
        var problems: [String] = []
        for file in files { problems += Program.readDefinitions(file.text, file: file.path, scope: &scope) }
        if let checked, problems.isEmpty, Definitions(of: files, catalog)?.places == scope.definitions.places {
            checked.remember()
        }
        return (scope.definitions, problems)
    }

    /// Those of the user's folder first, so that what is named counts more.
    private var paths: [String] {
        var settings = Settings()
        configuration.apply(to: &settings)
        return folder + (named.isEmpty ? settings.commandFiles : named)
    }

    private var folder: [String] {
        guard let folder = Configuration.path("commands", environment: environment),
            let names = try? Folder.names(in: folder)
        else { return [] }
        return names.filter { $0.hasSuffix(".ipcsh") && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }
}
