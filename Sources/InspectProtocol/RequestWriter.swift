import WireJSON

/// Writes a request without building its value first: scripts make hundreds of thousands of them.
///
/// `{"COMMAND": {"KEY": "TEXT", ...}}`, as ``WireJSON/JSONWriter/canonical`` writes it.
struct RequestWriter {
    private var bytes: [UInt8] = []
    private var isEmpty = true

    init(_ command: StaticString) {
        bytes.reserveCapacity(128)
        bytes.append("{\"")
        bytes.append(command)
        bytes.append("\": {\"")
    }

    mutating func add(_ key: StaticString, _ text: String) {
        if !isEmpty { bytes.append(", \"") }
        isEmpty = false
        bytes.append(key)
        bytes.append("\": ")
        JSONWriter.canonical.append(text, to: &bytes)
    }

    /// The bytes on the wire.
    consuming func finish() -> [UInt8] {
        bytes.append("}}")
        return bytes
    }
}
