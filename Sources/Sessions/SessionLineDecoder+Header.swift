import InspectProtocol
import WireJSON

extension SessionLineDecoder {
    /// Reads the first line of a file.
    static func header(
        _ bytes: UnsafeBufferPointer<UInt8>,
        path: String,
        line: Int
    ) throws(SessionError) -> SessionHeader {
        var decoder = SessionLineDecoder(bytes, path: path, line: line)
        let notASession = decoder.failure("no session file: it does not begin with {\"ipcsh\":1,...}")
        if let form = ForeignForm(bytes) { throw decoder.failure("no session file: \(form.words)") }
        guard bytes[decoder.position()] == UInt8(ascii: "{") else { throw notASession }
        try decoder.enter()
        var header = SessionHeader(created: "", tool: "", via: "", to: "", mode: .other(""))
        var isVersionKnown = false
        var patterns: (ok: Placed?, error: Placed?)
        while let key = try decoder.nextKey() {
            switch key {
            case "ipcsh":
                try decoder.version()
                isVersionKnown = true
            case "created": header.created = try decoder.text("created")
            case "tool": header.tool = try decoder.text("tool")
            case "via": header.via = try decoder.text("via")
            case "to": header.to = try decoder.text("to")
            case "mode": header.mode = RecordedMode(try decoder.text("mode"))
            case "title": header.title = try decoder.text("title")
            case "note": header.note = try decoder.text("note")
            case "ok_pattern": patterns.ok = try decoder.placedValue()
            case "error_pattern": patterns.error = try decoder.placedValue()
            default: header.others.set(key.decoded(), to: try decoder.value())
            }
        }
        guard isVersionKnown else { throw notASession }
        header.rule = try decoder.rule(ok: patterns.ok, error: patterns.error) ?? .standard
        return header
    }

    private mutating func version() throws(SessionError) {
        let start = position()
        let version = try wholeNumber("ipcsh", from: 1)
        guard version <= SessionHeader.version else {
            throw failure(
                "version \(version) of the format is newer than this program, which reads \(SessionHeader.version)",
                at: start
            )
        }
    }
}
