package import Platform
package import Texts

/// What environment and configuration file choose; the environment wins.
///
/// It is read apart from being applied: what needs no setting works whatever stands in the file.
package struct Configuration: Sendable {
    private typealias Choice = EndpointProfiles.Choice

    /// All that is wrong with it, a line each; `nil` when nothing is.
    package private(set) var failure: Failure?
    private var choices: [Choice] = []
    private var sections: [EndpointProfiles.Section] = []

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
        guard !sections.isEmpty else { return }
        let general = choices.filter { if case .file = $0.source { true } else { false } }
        let profiles = EndpointProfiles(sections, general: general)
        settings.profiles = profiles
        profiles.apply(to: &settings)
    }

    private mutating func read(_ text: String, _ path: String) {
        /// Whether lines belong to a section that is none.
        var isLost = false
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            do throws(Failure) {
                if let name = try ConfigurationLine.section(line) {
                    isLost = true
                    sections.append(EndpointProfiles.Section(endpoint: try Setting.endpoint(name)))
                    isLost = false
                    continue
                }
                guard let (name, value) = try ConfigurationLine.parse(line) else { continue }
                guard let setting = Setting(rawValue: name) else {
                    let suggestion = Suggestion.text(for: name, among: Setting.allCases.map(\.rawValue))
                    throw .usage("no setting is named '\(name)'\(suggestion)")
                }
                if isLost { continue }
                guard let section = sections.last else {
                    try choose(setting, value, .file(path))
                    continue
                }
                if setting == .to { throw .usage("'to' cannot stand in a section: that is for one server already") }
                let choice = try Self.choice(setting, value, .section(path, endpoint: "\(section.endpoint)"))
                sections[sections.count - 1].choices.append(choice)
            } catch {
                add(Failure(.usage, "\(path):\(index + 1): \(error.message)", isPlaced: true))
            }
        }
    }

    private mutating func choose(_ setting: Setting, _ value: String, _ source: SettingSource) throws(Failure) {
        choices.append(try Self.choice(setting, value, source))
    }

    private static func choice(
        _ setting: Setting,
        _ value: String,
        _ source: SettingSource
    ) throws(Failure) -> Choice {
        var settings = Settings()
        try setting.set(value, in: &settings)
        return Choice(setting: setting, value: value, source: source)
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
