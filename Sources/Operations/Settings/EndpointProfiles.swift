import IPCFraming

/// What the sections of the configuration file choose for the servers that they are named after: `[ws://winbox:40010]`.
final class EndpointProfiles: Sendable {
    /// A value of a setting.
    struct Choice: Sendable {
        var setting: Setting
        var value: String
        var source: SettingSource
    }

    struct Section: Sendable {
        var endpoint: Endpoint
        var choices: [Choice] = []
    }

    private let sections: [Section]
    /// What holds for all servers, where no section says otherwise.
    private let general: [Choice]

    init(_ sections: [Section], general: [Choice]) {
        self.sections = sections
        self.general = general
    }

    /// Takes back what the section of another server has chosen, and lays over the settings what that of the present one
    /// does. What the environment, an option or a command has chosen stays.
    func apply(to settings: inout Settings) {
        let taken = Setting.allCases.filter { if case .section? = settings.sources[$0] { true } else { false } }
        if !taken.isEmpty {
            var standard = Settings()
            for choice in general { try? choice.setting.set(choice.value, in: &standard, from: choice.source) }
            for setting in taken {
                try? setting.set(setting.text(in: standard), in: &settings)
                settings.note(setting, from: standard.sources[setting])
            }
        }
        guard let endpoint = settings.endpoint else { return }
        for choice in sections.filter({ $0.endpoint.isSameServer(as: endpoint) }).flatMap(\.choices) {
            switch settings.sources[choice.setting] {
            case .environment?, .option?, .command?: break
            case .file?, .section?, nil: try? choice.setting.set(choice.value, in: &settings, from: choice.source)
            }
        }
    }
}

extension Endpoint {
    /// Whether it is the same server: what is asked of a WebSocket server in path and query does not matter.
    fileprivate func isSameServer(as other: Endpoint) -> Bool {
        switch (self, other) {
        case (.webSocket(let left), .webSocket(let right)): (left.host, left.port) == (right.host, right.port)
        case (.tcp, _), (.unix, _), (.webSocket, _): self == other
        }
    }
}
