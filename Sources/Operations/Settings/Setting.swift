import IPCClient
package import IPCFraming
import InspectProtocol
import Platform
package import Texts

/// A setting by its name, as `set`, the environment and the configuration file have it.
package enum Setting: String, CaseIterable, Sendable {
    case to
    case series
    case focalLength = "focal-length"
    case importMode = "import-mode"
    case timeout
    case importTimeout = "import-timeout"
    case connectTimeout = "connect-timeout"
    case linger
    case keepAlive = "keep-alive"
    case deflate
    case resend
    case keepGoing = "keep-going"
    case map
    case okPattern = "ok-pattern"
    case errorPattern = "error-pattern"
    case json
    case confirmPaste = "confirm-paste"
    case color
    case prompt
    case commands

    /// Looks at one after the other: what the compiler would write fills a dictionary first, which takes longer.
    package init?(rawValue: String) {
        guard let setting = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = setting
    }

    package var help: String {
        switch self {
        case .to: "the server: HOST, HOST:PORT, [v6]:PORT, unix:/path or ws://HOST:PORT"
        case .series: "the measurement series that images go to"
        case .focalLength: "the focal length of a new series, in millimetres"
        case .importMode: "where imported elements go: clipboard or new_stage"
        case .timeout: "the time for one exchange, imports included: 5s, 250ms, 2m"
        case .importTimeout: "the time for an 'image' or 'elements' request, while 'timeout' is not chosen"
        case .connectTimeout: "how long a refused connection is tried again; 0: not at all"
        case .linger: "the time for a late answer, as leaving can end the server: 1m; 0 for none"
        case .keepAlive: "one connection for many exchanges: on or off"
        case .deflate: "whether compression is offered to a WebSocket server: on or off"
        case .resend: "whether a request is sent again after a reset: on or off"
        case .keepGoing: "whether a script goes on after a failure: on or off"
        case .map: "path prefixes, this machine's and the server's: LOCAL=REMOTE"
        case .okPattern: "what an answer matches that is ok, all others being errors; empty for none"
        case .errorPattern: "what an answer matches that is an error; empty for 'Error:' at its start"
        case .json: "results as JSON Lines: on or off"
        case .confirmPaste: "whether several lines that are pasted are shown and asked about: on or off"
        case .color: "when to use colour: auto, always or never"
        case .commands: "files that define commands of your own, separated by ';', at the start"
        case .prompt: "the prompt: %h the server, %r ' [rec]' while recording, %? ' [1]' after a failure, %% a %"
        }
    }

    /// The environment variable that sets it, if there is one.
    package var environmentName: String? {
        switch self {
        case .to: "IPCSH_TO"
        case .timeout: "IPCSH_TIMEOUT"
        case .linger: "IPCSH_LINGER"
        case .map: "IPCSH_MAP"
        case .commands: "IPCSH_COMMANDS"
        case .series, .focalLength, .importMode, .importTimeout, .connectTimeout, .keepAlive, .deflate, .resend,
            .keepGoing, .okPattern, .errorPattern, .json, .confirmPaste, .color, .prompt:
            nil
        }
    }

    /// The values that it can have, where they are few.
    package var values: [String] {
        switch self {
        case .importMode: ["clipboard", "new_stage"]
        case .keepAlive, .deflate, .resend, .keepGoing, .json, .confirmPaste: ["on", "off"]
        case .color: ColorMode.allCases.map(\.rawValue)
        case .to, .series, .focalLength, .timeout, .importTimeout, .connectTimeout, .linger, .map, .okPattern,
            .errorPattern, .prompt, .commands:
            []
        }
    }

    package func text(in settings: Settings) -> String {
        switch self {
        case .to: settings.endpoint?.description ?? ""
        case .series: settings.series
        case .focalLength: settings.focalLength.text
        case .importMode: settings.importMode.rawValue
        case .timeout: DurationText.text(settings.policy.timeout)
        case .importTimeout: DurationText.text(settings.importTimeout)
        case .connectTimeout: DurationText.text(settings.policy.connectTimeout)
        case .linger: DurationText.text(settings.policy.lingerTime)
        case .keepAlive: Self.onOff(settings.policy.mode == .keepAlive)
        case .deflate: Self.onOff(settings.policy.webSocket.deflates)
        case .resend: Self.onOff(settings.policy.resendsAfterReset)
        case .keepGoing: Self.onOff(settings.keepsGoing)
        case .map: settings.maps.map(\.text).joined(separator: ";")
        case .okPattern: settings.rule.ok?.source ?? ""
        case .errorPattern: settings.rule.error?.source ?? ""
        case .json: Self.onOff(settings.json)
        case .confirmPaste: Self.onOff(settings.confirmsPaste)
        case .color: settings.color.rawValue
        case .prompt: settings.prompt.text
        case .commands: settings.commandFiles.joined(separator: ";")
        }
    }

    /// - Throws: ``Failure`` with what is expected instead.
    package func set(_ text: String, in settings: inout Settings, from source: SettingSource) throws(Failure) {
        try set(text, in: &settings)
        settings.note(self, from: source)
        if self == .timeout { settings.note(.importTimeout, from: source) }
    }

    /// - Throws: ``Failure`` with what is expected instead.
    package func set(_ text: String, in settings: inout Settings) throws(Failure) {
        switch self {
        case .to: settings.endpoint = try Self.endpoint(text)
        case .series: settings.series = text
        case .focalLength:
            settings.focalLength = try value(FocalLength(text), text, "a number of millimetres, such as 50 or 12.35")
        case .importMode: settings.importMode = try value(ImportMode(rawValue: text), text, "clipboard or new_stage")
        case .timeout:
            settings.policy.timeout = try time(text)
            settings.importTimeout = settings.policy.timeout
        case .importTimeout: settings.importTimeout = try time(text)
        case .connectTimeout: settings.policy.connectTimeout = try timeOrNone(text, "a time: 5s, 250ms, 2m, or 0")
        case .linger: settings.policy.lingerTime = try timeOrNone(text, "a time: 60s, 2m, or 0")
        case .keepAlive: settings.policy.mode = try switched(text) ? .keepAlive : .oneShot
        case .deflate: settings.policy.webSocket.deflates = try switched(text)
        case .resend: settings.policy.resendsAfterReset = try switched(text)
        case .keepGoing: settings.keepsGoing = try switched(text)
        case .map:
            var maps: [PathMap] = []
            for piece in text.split(separator: ";") {
                maps.append(try value(PathMap(String(piece)), String(piece), "LOCAL=REMOTE"))
            }
            settings.maps = maps
        case .okPattern: settings.rule = settings.rule.with(ok: try pattern(text))
        case .errorPattern: settings.rule = settings.rule.with(error: try pattern(text))
        case .json: settings.json = try switched(text)
        case .confirmPaste: settings.confirmsPaste = try switched(text)
        case .commands: settings.commandFiles = try Self.commandFiles(text)
        case .color: settings.color = try value(ColorMode(rawValue: text), text, "auto, always or never")
        case .prompt:
            settings.prompt = try value(
                PromptTemplate(text),
                text,
                "a prompt (%h, %r and %? stand for parts, %% for %)"
            )
        }
    }

    /// Files that are read at each start: a path that begins in the current folder would be another file in each.
    private static func commandFiles(_ text: String) throws(Failure) -> [String] {
        var paths: [String] = []
        for piece in text.split(separator: ";").map({ $0.trimmingBlanks }) where !piece.isEmpty {
            if piece.hasPrefix("~/"), let home = HomeFolder.path(of: nil) {
                paths.append(home + piece.dropFirst())
            } else if piece.hasPrefix("/") {
                paths.append(piece)
            } else {
                throw .usage(
                    "commands: '\(piece)' is no path from / or ~/ on ('--commands \(piece)' takes it this once)"
                )
            }
        }
        return paths
    }

    package static func endpoint(_ text: String) throws(Failure) -> Endpoint {
        do throws(EndpointError) {
            return try Endpoint(text)
        } catch {
            throw .usage("\(error)")
        }
    }

    private func time(_ text: String) throws(Failure) -> Duration {
        try value(DurationText.parse(text), text, "a time: 5s, 250ms, 2m")
    }

    private func timeOrNone(_ text: String, _ expected: String) throws(Failure) -> Duration {
        try value(["0", "0s"].contains(text) ? .zero : DurationText.parse(text), text, expected)
    }

    private func pattern(_ text: String) throws(Failure) -> RegularExpression? {
        if text.isEmpty { return nil }
        do throws(PatternError) {
            return try SuccessRule.expression(text)
        } catch {
            throw .usage("\(rawValue): \(error)")
        }
    }

    private func value<Value>(_ value: Value?, _ text: String, _ expected: String) throws(Failure) -> Value {
        guard let value else { throw .usage("\(rawValue): '\(text)' is not \(expected)") }
        return value
    }

    private func switched(_ text: String) throws(Failure) -> Bool {
        switch text.lowercased() {
        case "on", "yes", "true", "1": true
        case "off", "no", "false", "0": false
        default: throw .usage("\(rawValue): '\(text)' is not on or off")
        }
    }

    private static func onOff(_ value: Bool) -> String { value ? "on" : "off" }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        var text = drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
