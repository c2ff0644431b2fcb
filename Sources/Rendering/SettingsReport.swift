package import Operations
import WireJSON

/// All settings with where they come from, and all variables, for `set`.
package struct SettingsReport: Renderable {
    private let settings: Settings
    private let variables: [(name: String, value: String)]

    package init(_ settings: Settings, variables: [(name: String, value: String)]) {
        self.settings = settings
        self.variables = variables
    }

    package func lines(_ style: TextStyle) -> [String] {
        Setting.allCases.map { setting in
            let name = Self.padded(setting.rawValue, to: 16)
            let value = Self.padded(setting.text(in: settings), to: 24)
            return style.safe("\(name)\(value)(\(settings.sources[setting]?.text ?? "default"))")
        } + variables.map { style.safe("$\($0.name) = \($0.value)") }
    }

    /// `{"settings": {...}, "variables": {...}}`
    package var jsonLines: [UInt8] {
        let settings = Setting.allCases.map { ($0.rawValue, $0.text(in: self.settings)) }
        return JSONObject([
            ("settings", .object(JSONObject(texts: settings))),
            ("variables", .object(JSONObject(texts: variables))),
        ]).line
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
