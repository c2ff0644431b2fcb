import Texts

/// The settings as environment and configuration file have them; the environment wins.
package enum Configuration {
    /// `${XDG_CONFIG_HOME:-~/.config}/ipcsh/NAME`
    static func path(_ name: String, environment: [String: String]) -> String? {
        folder("XDG_CONFIG_HOME", ".config", environment).map { "\($0)/\(name)" }
    }

    /// `${XDG_STATE_HOME:-~/.local/state}/ipcsh/history`
    package static func historyPath(environment: [String: String]) -> String? {
        folder("XDG_STATE_HOME", ".local/state", environment).map { "\($0)/history" }
    }

    private static func folder(_ variable: String, _ fallback: String, _ environment: [String: String]) -> String? {
        if let base = environment[variable], !base.isEmpty { return "\(base)/ipcsh" }
        return environment["HOME"].flatMap { $0.isEmpty ? nil : "\($0)/\(fallback)/ipcsh" }
    }

    /// Lays the file's lines, `NAME = VALUE`, and then the environment over the settings.
    static func apply(environment: [String: String], to settings: inout Settings) throws(Failure) {
        if let path = path("config", environment: environment), TextFile.exists(path) {
            try apply(try TextFile.text(path), path, to: &settings)
        }
        for setting in Setting.allCases {
            guard let name = setting.environmentName, let value = environment[name], !value.isEmpty else { continue }
            do throws(Failure) {
                try setting.set(value, in: &settings, from: .environment(name))
            } catch {
                throw .usage("\(name): \(error.message)")
            }
        }
    }

    private static func apply(_ text: String, _ path: String, to settings: inout Settings) throws(Failure) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.drop { $0.isWhitespace }
            if content.isEmpty || content.first == "#" { continue }
            let parts = content.split(separator: "=", maxSplits: 1).map { $0.trimmingWhitespace }
            func failure(_ reason: String) -> Failure {
                Failure(.usage, "\(path):\(index + 1): \(reason)", isPlaced: true)
            }
            guard parts.count == 2 else { throw failure("a line is NAME = VALUE") }
            guard let setting = Setting(rawValue: parts[0]) else {
                let suggestion = Suggestion.text(for: parts[0], among: Setting.allCases.map(\.rawValue))
                throw failure("no setting is named '\(parts[0])'\(suggestion)")
            }
            do throws(Failure) {
                try setting.set(parts[1], in: &settings, from: .file(path))
            } catch {
                throw failure(error.message)
            }
        }
    }
}

extension Substring {
    fileprivate var trimmingWhitespace: String {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
