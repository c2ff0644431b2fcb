import WireJSON

/// Writes a request without building its value first: scripts make hundreds of thousands of them.
enum RequestWriter {
    /// `{"COMMAND": {"KEY": "TEXT", ...}}`, as ``WireJSON/JSONWriter/canonical`` writes it.
    static func bytes(_ command: StaticString, _ parameters: [(key: StaticString, text: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        bytes.append("{\"")
        bytes.append(command)
        bytes.append("\": {\"")
        for (index, parameter) in parameters.enumerated() {
            if index > 0 { bytes.append(", \"") }
            bytes.append(parameter.key)
            bytes.append("\": ")
            JSONWriter.canonical.append(parameter.text, to: &bytes)
        }
        bytes.append("}}")
        return bytes
    }
}
