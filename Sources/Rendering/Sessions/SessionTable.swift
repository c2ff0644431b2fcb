package import Sessions
import Texts
package import WireJSON

/// The sessions of a folder, for `session list`.
package struct SessionTable: Renderable {
    private let listings: [SessionListing]

    package init(_ listings: [SessionListing]) {
        self.listings = listings
    }

    package func lines(_ style: TextStyle) -> [String] {
        if listings.isEmpty { return [] }
        var table = TextTable([.left, .left, .right, .right, .right, .left, .left])
        table.add(["recorded", "to", "exchanges", "errors", "duration", "file"])
        for listing in listings {
            let path = TerminalText.escaped(listing.path)
            let created = TerminalText.escaped(listing.created)
            switch listing.summary {
            case .success(let summary):
                var cells = [
                    created, Self.shortened(summary.header.to), "\(summary.exchanges)",
                    summary.errors.map { "\($0)" } ?? "-",
                    summary.duration.map { TimeText.duration($0) } ?? "-", path,
                ]
                if let state = Self.state(summary) { cells.append(state) }
                table.add(cells)
            case .failure(let error):
                table.add([created, "-", "-", "-", "-", path, TerminalText.escaped(Self.reason(error))])
            }
        }
        return table.lines
    }

    package var jsonLines: [UInt8] { listings.flatMap(Self.jsonLine) }

    private static func jsonLine(_ listing: SessionListing) -> [UInt8] {
        var object: JSONObject = ["file": .string(listing.path), "created": .string(listing.created)]
        switch listing.summary {
        case .success(let summary):
            object["to"] = .string(summary.header.to)
            object["via"] = .string(summary.header.via)
            object["mode"] = .string(summary.header.mode.word)
            object["exchanges"] = .number(summary.exchanges)
            if let errors = summary.errors { object["errors"] = .number(errors) }
            if let duration = summary.duration { object["duration"] = .seconds(duration) }
            object["closed"] = .bool(summary.isClosed)
            if let line = summary.tornLine { object["torn_line"] = .number(line) }
        case .failure(let error):
            object["error"] = .string("\(error)")
        }
        return object.line
    }

    private static func state(_ summary: SessionSummary) -> String? {
        if let line = summary.tornLine { return "line \(line) is torn: the recording was interrupted" }
        return summary.isClosed ? nil : "interrupted or still recorded"
    }

    /// The place and the reason; the file stands before them.
    private static func reason(_ error: SessionError) -> String {
        guard let line = error.line else { return error.reason }
        return "line \(line): \(error.reason)"
    }

    /// An endpoint is short; what a file says could be anything.
    private static func shortened(_ text: String) -> String {
        let text = TerminalText.escaped(text)
        return DisplayWidth.of(text) > 40 ? "\(DisplayWidth.prefix(text, fitting: 37))..." : text
    }
}

extension JSONValue {
    /// A time to the microsecond.
    package static func seconds(_ value: Double) -> JSONValue {
        .number(JSONNumber(literal: TimeText.number(value, fractionDigits: 6)) ?? JSONNumber(value))
    }
}
