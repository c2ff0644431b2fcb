import ArgumentParser
import IPCClient
import IPCFraming
import Operations
import Sessions
import Texts

/// The options of every command that makes exchanges.
struct SharedOptions: ParsableArguments {
    /// The title of their group in a command's help.
    static let title = "Shared options"

    @Option(help: ArgumentHelp("The server (environment: IPCSH_TO).", valueName: "endpoint"))
    var to: String?

    @Flag(help: "Start the embedded mock server and use it.")
    var mock = false

    @Flag(help: "One connection for many exchanges (the server's telnet mode).")
    var keepAlive = false

    @Option(
        help: ArgumentHelp(
            "The time for one exchange: 5s, 250ms, 2m (default: 30s, imports 5m; IPCSH_TIMEOUT).",
            valueName: "time"
        )
    )
    var timeout: String?

    @Option(help: ArgumentHelp("How long a refused connection is tried again.", valueName: "time"))
    var connectTimeout: String?

    @Option(
        help: ArgumentHelp(
            "How long a late answer is waited for, as leaving can end the server; 0: not at all (IPCSH_LINGER).",
            valueName: "time"
        )
    )
    var linger: String?

    @Flag(help: "Never send a request again, not even after a reset.")
    var noResend = false

    @Option(
        help: ArgumentHelp(
            "Rewrite path prefixes from this machine's to the server's; repeatable (IPCSH_MAP).",
            valueName: "local=remote"
        )
    )
    var map: [String] = []

    @Option(
        help: ArgumentHelp("Record exchanges into this file, appending to it.", valueName: "file"),
        completion: .sessions
    )
    var record: String?

    @Flag(help: "Record nothing.")
    var noRecord = false

    @Option(
        help: ArgumentHelp(
            "Keep this out of the recording: a JSON pointer, /image/file, or /REGEX/=TEXT; repeatable.",
            valueName: "what"
        )
    )
    var redact: [String] = []

    @Flag(help: "Show the requests and send nothing; whatever asks for an answer finds 'O.k.'.")
    var dryRun = false

    @Flag(help: "Results as JSON Lines.")
    var json = false

    @Flag(help: "Go on after a failure.")
    var keepGoing = false

    @Option(
        help: ArgumentHelp("When to use colour: auto, always or never.", valueName: "when"),
        completion: .list(Setting.color.values)
    )
    var color: String?

    @Flag(name: .shortAndLong, help: "Say less.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Show every byte sent and received.")
    var verbose = false

    /// None given, without asking swift-argument-parser.
    ///
    /// Made once: swift-argument-parser takes its time for each.
    static let none: SharedOptions = {
        var options = SharedOptions()
        options.to = nil
        options.mock = false
        options.keepAlive = false
        options.timeout = nil
        options.connectTimeout = nil
        options.linger = nil
        options.noResend = false
        options.map = []
        options.record = nil
        options.noRecord = false
        options.redact = []
        options.dryRun = false
        options.json = false
        options.keepGoing = false
        options.color = nil
        options.quiet = false
        options.verbose = false
        return options
    }()

    /// Whether any of them was given.
    var isUsed: Bool {
        to != nil || mock || keepAlive || timeout != nil || connectTimeout != nil || linger != nil || noResend
            || !map.isEmpty || record != nil || noRecord || !redact.isEmpty || dryRun || json || keepGoing
            || color != nil || quiet || verbose
    }

    /// Lays the options that were given over the settings.
    func apply(to settings: inout Settings) throws(Failure) {
        if let to { try Setting.to.set(to, in: &settings, from: .option("--to")) }
        if keepAlive { try Setting.keepAlive.set("on", in: &settings, from: .option("--keep-alive")) }
        if let timeout { try Setting.timeout.set(timeout, in: &settings, from: .option("--timeout")) }
        if let connectTimeout {
            try Setting.connectTimeout.set(connectTimeout, in: &settings, from: .option("--connect-timeout"))
        }
        if let linger { try Setting.linger.set(linger, in: &settings, from: .option("--linger")) }
        if noResend { try Setting.resend.set("off", in: &settings, from: .option("--no-resend")) }
        if !map.isEmpty {
            var maps: [PathMap] = []
            for text in map {
                guard let map = PathMap(text) else { throw .usage("--map: '\(text)' is not LOCAL=REMOTE") }
                maps.append(map)
            }
            settings.maps = maps
            settings.note(.map, from: .option("--map"))
        }
        if !redact.isEmpty {
            _ = try RedactionOptions.redaction(redact)
            settings.redactions = redact
        }
        if dryRun { settings.isDryRun = true }
        if json { try Setting.json.set("on", in: &settings, from: .option("--json")) }
        if keepGoing { try Setting.keepGoing.set("on", in: &settings, from: .option("--keep-going")) }
        if let color { try Setting.color.set(color, in: &settings, from: .option("--color")) }
        if quiet { settings.verbosity = .quiet }
        if verbose { settings.verbosity = .wire }
    }

    /// Looks at the values.
    func check() throws(Failure) {
        var settings = Settings()
        try apply(to: &settings)
    }

    /// Where the options say to record, if they say.
    var recording: Recording? {
        if noRecord { return .off }
        return record.map { .file($0) }
    }
}
