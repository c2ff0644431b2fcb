import IPCFraming
import Operations
import Texts

/// A command that scripts repeat thousands of times, and that other programs start thousands of times.
///
/// swift-argument-parser, which declares all commands, takes four milliseconds for the first command of a process and
/// half a millisecond for each further one: longer than the exchange itself. The plain forms of these commands are
/// therefore also understood by ``QuickParser``. A test makes sure that both come to the same.
protocol QuickCommand: ShellCommand {
    /// Sets an option of a command to its value.
    typealias SetOption = @Sendable (inout Self, String) -> Void
    /// Sets a flag of a command.
    typealias SetFlag = @Sendable (inout Self) -> Void

    /// The command with these arguments, at least one, and no option given.
    ///
    /// It is made from one that was made before: swift-argument-parser takes its time to make the first.
    static func quick(_ words: [String]) -> Self

    static var quickOptions: [String: SetOption] { get }
    static var quickFlags: [String: SetFlag] { get }
}

extension QuickCommand {
    static var quickOptions: [String: SetOption] { [:] }
    static var quickFlags: [String: SetFlag] { [:] }
}

extension QuickCommand where Self: SharingCommand {
    static var quickFlags: [String: SetFlag] {
        [
            "--mock": { $0.shared.mock = true },
            "--keep-alive": { $0.shared.keepAlive = true },
            "--json": { $0.shared.json = true },
            "--keep-going": { $0.shared.keepGoing = true },
            "--no-record": { $0.shared.noRecord = true },
            "--dry-run": { $0.shared.dryRun = true },
        ]
    }

    /// The shared options that have a value.
    static var quickSharedOptions: [String: SetOption] {
        [
            "--to": { $0.shared.to = $1 },
            "--timeout": { $0.shared.timeout = $1 },
            "--connect-timeout": { $0.shared.connectTimeout = $1 },
            "--linger": { $0.shared.linger = $1 },
            "--record": { $0.shared.record = $1 },
        ]
    }
}

extension QuickCommand {
    static func parseQuickly(_ words: [String]) -> Self? {
        QuickParser.parse(Self.self, words)
    }
}

/// A command that imports files: patterns among its words stand for local files.
protocol ImportCommand: SharingCommand, QuickCommand {
    var files: [String] { get }

    /// Lays the options that were given over the settings.
    func choose(in settings: inout Settings) throws(Failure)

    /// The request for a file, as the settings have the rest.
    ///
    /// - Parameter path: on the server's machine.
    static func request(_ path: String, _ settings: Settings) -> [UInt8]
}

extension ImportCommand {
    static var expandsPatterns: Bool { true }

    /// The requests that it would send.
    func requests(_ settings: Settings) throws(Failure) -> [RequestFrame] {
        var settings = settings
        try choose(in: &settings)
        return files.map { RequestFrame(Self.request(PathMap.remotePath($0, settings.maps), settings)) }
    }

    /// One file is what most lines of long scripts import.
    static func performQuickly(_ words: [String], in context: ShellContext) throws(Failure) -> ExitStatus? {
        guard words.count == 1 else { return nil }
        let settings = context.settings
        return try context.exchange(RequestFrame(request(PathMap.remotePath(words[0], settings.maps), settings)))
    }
}
