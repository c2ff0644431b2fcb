import WireJSON

/// What a command of the system's shell came to: as text nothing, for it has printed what it had to say.
package struct SystemReport: Renderable {
    private let command: String
    private let status: Int

    package init(_ command: String, status: Int32) {
        self.command = command
        self.status = Int(status)
    }

    package func lines(_ style: TextStyle) -> [String] { [] }

    package var jsonLines: [UInt8] {
        JSONObject([
            ("system", .string(JSONString(command))), ("status", .number(JSONNumber(status))),
        ]).line
    }
}
