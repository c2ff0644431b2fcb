import Operations

/// What commands take beyond what they declare, and what this session has shown.
struct SpecialWords {
    private let context: ShellContext

    init(_ context: ShellContext) {
        self.context = context
    }

    /// What may follow these arguments of a command; `nil` where its declaration tells.
    func following(_ arguments: [String], of type: any ShellCommand.Type) -> [String]? {
        let settings = Setting.allCases.map(\.rawValue)
        let variables = context.variables.sorted.map(\.name)
        switch (type.name, arguments.first, arguments.count) {
        case ("connect", _, 0): return endpoints
        case ("expect", _, 0): return ["ok", "error", "~", "time"]
        case ("expect", "time", 1): return ["<"]
        case ("help", _, 0): return HelpTopic.allCases.map(\.rawValue) + CommandTable.names
        case ("history", _, 0): return ["grep"]
        case ("record", _, 0): return ["on", "off", "note"]
        case ("record", "note", _): return []
        case ("set", _, 0): return settings + variables
        case ("set", let name?, 1): return Setting(rawValue: name).map(values) ?? []
        case ("unset", _, _): return settings + variables
        default: return nil
        }
    }

    func values(of setting: Setting) -> [String] {
        switch setting {
        case .to: endpoints
        case .series: context.exchanger.seen.series.sorted()
        default: setting.values
        }
    }

    /// Those of this session, and those in lines typed before.
    private var endpoints: [String] {
        var result = context.exchanger.seen.endpoints.union(["\(Setting.to.text(in: Settings()))"])
        for line in context.lineSource?.lines ?? [] {
            let words = line.text.split(separator: " ")
            for (word, next) in zip(words, words.dropFirst()) where word == "--to" || word == "connect" {
                if !next.hasPrefix("-"), let endpoint = try? Setting.endpoint(String(next)) {
                    result.insert("\(endpoint)")
                }
            }
        }
        return Array(result)
    }
}
