package import Platform
package import Texts

/// What environment and configuration file choose; the environment wins.
///
/// It is read apart from being applied: what needs no setting works whatever stands in the file.
package struct Configuration: Sendable {
    private struct Choice {
        var setting: Setting
        var value: String
        var source: SettingSource
    }

    /// All that is wrong with it, a line each; `nil` when nothing is.
    package private(set) var failure: Failure?
    private var choices: [Choice] = []

    /// Reads both. Of what is wrong with them, nothing but ``failure`` tells.
    package init(environment: Environment) {
        if let path = Self.path("config", environment: environment), TextFile.exists(path) {
            do throws(Failure) {
                read(try TextFile.text(path), path)
            } catch {
                add(.usage(error.message))
            }
        }
        for setting in Setting.allCases {
            guard let name = setting.environmentName, let value = environment[name], !value.isEmpty else { continue }
            do throws(Failure) {
                try choose(setting, value, .environment(name))
            } catch {
                add(.usage("\(name): \(error.message)"))
            }
        }
    }

    /// `${XDG_CONFIG_HOME:-~/.config}/ipcsh/NAME`
    package static func path(_ name: String, environment: Environment) -> String? {
        UserFolders.configuration(environment).map { "\($0)/\(name)" }
    }

    /// `${XDG_STATE_HOME:-~/.local/state}/ipcsh/history`
    package static func historyPath(environment: Environment) -> String? {
        UserFolders.state(environment).map { "\($0)/history" }
    }

    /// Lays what could be understood over the settings.
    package func apply(to settings: inout Settings) {
        for choice in choices {
            // Each was tried when it was read.
            try? choice.setting.set(choice.value, in: &settings, from: choice.source)
        }
    }

    private mutating func read(_ text: String, _ path: String) {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            do throws(Failure) {
                guard let (name, value) = try ConfigurationLine.parse(line) else { continue }
                guard let setting = Setting(rawValue: name) else {
                    let suggestion = Suggestion.text(for: name, among: Setting.allCases.map(\.rawValue))
                    throw .usage("no setting is named '\(name)'\(suggestion)")
                }
                try choose(setting, value, .file(path))
            } catch {
                add(Failure(.usage, "\(path):\(index + 1): \(error.message)", isPlaced: true))
            }
        }
    }

    private mutating func choose(_ setting: Setting, _ value: String, _ source: SettingSource) throws(Failure) {
        var settings = Settings()
        try setting.set(value, in: &settings)
        choices.append(Choice(setting: setting, value: value, source: source))
    }

    private mutating func add(_ problem: Failure) {
        guard let before = failure else {
            failure = problem
            return
        }
        func line(_ failure: Failure, _ isPlaced: Bool) -> String {
            failure.isPlaced == isPlaced ? failure.message : "ipcsh: \(failure.message)"
        }
        let isPlaced = before.isPlaced || problem.isPlaced
        failure = Failure(.usage, "\(line(before, isPlaced))\n\(line(problem, isPlaced))", isPlaced: isPlaced)
    }
}
