package import CommandSpec
import IPCClient
import IPCFraming
package import Operations
import Sessions
package import Texts

/// The options of every command that makes exchanges.
///
/// One is added here, by its declaration and its place in ``all``; unless it chooses a setting, also in
/// ``apply(_:to:)``.
package enum SharedOptions {
    static let to = Option(
        "--to",
        .setting(.to, "endpoint"),
        "The server (environment: IPCSH_TO).",
        setting: Setting.to.rawValue
    )
    package static let mock = Flag("--mock", "Start the embedded mock server and use it.")
    static let keepAlive = Flag(
        "--keep-alive",
        "One connection for many exchanges (the server's telnet mode).",
        setting: Setting.keepAlive.rawValue
    )
    static let deflate = Flag(
        "--deflate",
        "Offer compression to a WebSocket server.",
        setting: Setting.deflate.rawValue
    )
    static let header = Option(
        "--header",
        .httpField,
        "A further header of the handshake with a WebSocket server; repeatable.",
        isRepeatable: true
    )
    static let origin = Option("--origin", .origin, "The Origin of that handshake.")
    static let subprotocol = Option(
        "--subprotocol",
        .subprotocol,
        "A subprotocol that it asks for; repeatable.",
        isRepeatable: true
    )
    static let timeout = Option(
        "--timeout",
        .setting(.timeout, "time"),
        "The time for one exchange: 5s, 250ms, 2m (default: 30s, imports 5m; IPCSH_TIMEOUT).",
        setting: Setting.timeout.rawValue
    )
    static let connectTimeout = Option(
        "--connect-timeout",
        .setting(.connectTimeout, "time"),
        "How long a refused connection is tried again (default: 2s); 0: not at all.",
        setting: Setting.connectTimeout.rawValue
    )
    static let linger = Option(
        "--linger",
        .setting(.linger, "time"),
        "How long a late answer is waited for, as leaving can end the server; 0: not at all (IPCSH_LINGER).",
        setting: Setting.linger.rawValue
    )
    static let noResend = Flag(
        "--no-resend",
        "Never send a request again, not even after a reset.",
        setting: Setting.resend.rawValue,
        value: "off"
    )
    static let map = Option(
        "--map",
        .pathMap,
        "Rewrite path prefixes from this machine's to the server's; repeatable (IPCSH_MAP).",
        isRepeatable: true
    )
    /// The most messages that can be waited for.
    static let mostMessages = 1_000_000
    static let messages = Option(
        "--messages",
        .number(0...mostMessages),
        "So many messages answer a request (WebSocket, --keep-alive); 0: none is waited for."
    )
    static let until = Option(
        "--until",
        .regex,
        "All messages up to the first that this matches answer a request.",
        takesAnyWord: true
    )
    static let okPattern = Option(
        "--ok-pattern",
        .setting(.okPattern, "regex"),
        "What an answer matches that is ok; all others are errors then.",
        takesAnyWord: true,
        setting: Setting.okPattern.rawValue
    )
    static let errorPattern = Option(
        "--error-pattern",
        .setting(.errorPattern, "regex"),
        "What an answer matches that is an error (default: 'Error:' at its start).",
        takesAnyWord: true,
        setting: Setting.errorPattern.rawValue
    )
    static let record = Option(
        "--record",
        .file(endings: FileEndings.sessions),
        "Record exchanges into this file, appending to it."
    )
    static let noRecord = Flag("--no-record", "Record nothing.")
    static let redact = Option(
        "--redact",
        .redaction,
        "Keep this out of the recording: a JSON pointer, /image/file, or /REGEX/=TEXT; repeatable.",
        isRepeatable: true
    )
    static let dryRun = Flag(
        "--dry-run",
        "Show the requests and send nothing; whatever asks for an answer finds 'O.k.'."
    )
    static let json = Flag("--json", "Results as JSON Lines.", setting: Setting.json.rawValue)
    static let keepGoing = Flag("--keep-going", "Go on after a failure.", setting: Setting.keepGoing.rawValue)
    static let color = Option(
        "--color",
        .setting(.color, "when"),
        "When to use colour: auto, always or never.",
        setting: Setting.color.rawValue
    )
    static let quiet = Flag("--quiet", short: "-q", "Say less.")
    static let verbose = Flag("--verbose", short: "-v", "Show every byte sent and received.")

    static let all: [any OptionParameter] = [
        to, mock, keepAlive, deflate, header, origin, subprotocol, timeout, connectTimeout, linger, noResend, map,
        messages, until, okPattern, errorPattern, record, noRecord, redact, SyncOption.sync, dryRun, json, keepGoing,
        color, quiet, verbose,
    ]

    package static let group = OptionGroup("Shared options", all, isShared: true)

    /// Those of commands that only read and report.
    static let reporting = OptionGroup("Shared options", [json, color, quiet], isShared: true)

    /// Whether any of them was given.
    package static func areUsed(in arguments: ParsedArguments) -> Bool {
        arguments.hasOptions && arguments.specification.groups.contains { $0.isShared && arguments.has(anyOf: $0) }
    }

    /// Lays the options that were given over the settings.
    package static func apply(_ arguments: ParsedArguments, to settings: inout Settings) throws(Failure) {
        for option in group.options {
            guard arguments.has(option), let setting = option.setting.flatMap(Setting.init) else { continue }
            let value = option.isFlag ? option.settingValue : arguments.texts(of: option).last ?? ""
            try setting.set(value, in: &settings, from: .option(option.name))
        }
        let maps = arguments.all(map)
        if !maps.isEmpty {
            settings.maps = maps
            settings.note(.map, from: .option("--map"))
        }
        let headers = arguments.all(header)
        if !headers.isEmpty { settings.policy.webSocket.fields = headers }
        if let origin = arguments[origin] { settings.policy.webSocket.origin = origin }
        let subprotocols = arguments.all(subprotocol)
        if !subprotocols.isEmpty { settings.policy.webSocket.subprotocols = subprotocols }
        let redactions = arguments.all(redact)
        if !redactions.isEmpty { settings.redactions = redactions }
        if let policy = arguments[SyncOption.sync] { settings.sync = policy }
        if let count = arguments[messages] { settings.messages = count }
        if let expression = arguments[until] { settings.until = expression }
        if arguments[dryRun] { settings.isDryRun = true }
        if arguments[quiet] { settings.verbosity = .quiet }
        if arguments[verbose] { settings.verbosity = .wire }
    }

    /// Where the options say to record, if they say.
    package static func recording(_ arguments: ParsedArguments) -> Recording? {
        if arguments[noRecord] { return .off }
        return arguments[record].map { .file($0) }
    }
}
