package import InspectProtocol
package import WireJSON

/// The first line of a session file: when, how and where it was recorded. No user name, no environment.
package struct SessionHeader: Hashable, Sendable {
    /// The version of the format that this program writes, and the newest that it reads.
    package static let version = 1

    /// ISO 8601, UTC, to the second.
    package var created: String
    /// Name and version of the program.
    package var tool: String
    /// What recorded it: `shell`, `command`, `proxy`, `mock` or `replay`.
    package var via: String
    /// The server's endpoint.
    package var to: String
    package var mode: RecordedMode
    package var title: String?
    package var note: String?
    /// What counts as an error among the answers.
    package var rule = SuccessRule.standard
    /// Keys that this version does not know, kept when a file is rewritten.
    package var others = JSONObject()

    package init(created: String, tool: String, via: String, to: String, mode: RecordedMode) {
        self.created = created
        self.tool = tool
        self.via = via
        self.to = to
        self.mode = mode
    }

    /// The header as a line of the file, without LF.
    package var line: [UInt8] {
        var object = JSONObject()
        object["ipcsh"] = .number(JSONNumber(Self.version))
        object["created"] = .string(JSONString(created))
        object["tool"] = .string(JSONString(tool))
        object["via"] = .string(JSONString(via))
        object["to"] = .string(JSONString(to))
        object["mode"] = .string(JSONString(mode.word))
        if let title { object["title"] = .string(JSONString(title)) }
        if let note { object["note"] = .string(JSONString(note)) }
        for member in JSONObject.patterns(rule).members { object[member.key] = member.value }
        for member in others.members { object[member.key] = member.value }
        return JSONWriter.compact.bytes(of: .object(object))
    }
}
