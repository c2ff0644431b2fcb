package import ShellLanguage
import Texts
import WireJSON

/// The commands of the user's, with where they come from.
package struct DefinitionsReport: Renderable {
    private let definitions: [Definition]

    package init(_ definitions: [Definition]) {
        self.definitions = definitions
    }

    package func lines(_ style: TextStyle) -> [String] {
        var table = TextTable([.left, .left])
        for definition in definitions {
            let place = definition.position.file.map { "\($0):\(definition.position.line)" } ?? "typed"
            table.add([TerminalText.escaped(definition.usage), TerminalText.escaped(place)])
        }
        return table.lines
    }

    package var jsonLines: [UInt8] {
        definitions.flatMap { definition in
            var object = JSONObject(texts: [
                ("command", definition.name), ("usage", definition.usage), ("help", definition.help.first ?? ""),
            ])
            if let file = definition.position.file {
                object["file"] = .string(JSONString(file))
                object["line"] = .number(JSONNumber(definition.position.line))
            }
            return object.line
        }
    }
}
