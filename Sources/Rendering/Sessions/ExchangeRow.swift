import IPCClient
import IPCFraming
import Platform
package import Sessions
import Texts
import WireJSON

/// An exchange as a row of a table, for `session export`.
package struct ExchangeRow {
    package static let columns = [
        "n", "time", "command", "file", "request", "outcome", "response", "ms", "attempts", "note",
    ]

    /// The cells; control characters but LF and tab are escaped, as spreadsheets do not take them.
    package let cells: [String]

    /// - Parameters:
    ///   - start: seconds from the start of the session.
    ///   - command: the command of the user's that it was made by, if it was.
    package init(_ exchange: RecordedExchange, start: Double, command: String? = nil) {
        let (kind, file) = RequestKind.read(exchange.request)
        cells = [
            "\(exchange.number)",
            TimeText.number(start, fractionDigits: 6),
            command ?? kind.rawValue,
            Self.safe(file ?? ""),
            TerminalText.escaped(bytes: exchange.request.bytes, lines: .kept),
            Self.safe(exchange.outcome.text + (exchange.close.map { " (\($0.inWords))" } ?? "")),
            Self.text(exchange.messages.map(\.frame)),
            TimeText.number(exchange.milliseconds),
            "\(exchange.attempts)",
            Self.safe(exchange.note.map { $0.text ?? JSONWriter.compact.text(of: $0) } ?? ""),
        ]
    }

    /// The row as a JSON object, with its LF.
    package var jsonLine: [UInt8] {
        var object = JSONObject()
        for (column, cell) in zip(Self.columns, cells) where !cell.isEmpty {
            let isNumber = ["n", "time", "ms", "attempts"].contains(column)
            object[JSONString(column)] = isNumber ? JSONNumber(literal: cell).map { .number($0) } : .string(cell)
        }
        return object.line
    }

    /// The row of an exchange that is looked at in place, as CSV has it for most.
    ///
    /// - Returns: false, and nothing is appended, when a cell takes more than to be copied.
    package static func append(_ exchange: ExchangeView, start: Double, to line: inout [UInt8]) -> Bool {
        guard exchange.requestInLine != nil, let response = exchange.response, start < largest,
            exchange.milliseconds < largest, RequestKind(exchange) == .image,
            let file = imageFile(exchange.request), isPlain(file), isPlain(response)
        else { return false }
        Decimal.append(exchange.number, to: &line)
        line.append(comma)
        Decimal.append(start, fractionDigits: 6, to: &line)
        line.append(",image,")
        line.append(contentsOf: file)
        line.append(",\"")
        appendQuoted(exchange.request, to: &line)
        line.append("\",")
        line.append(contentsOf: exchange.outcome.text.utf8)
        line.append(comma)
        line.append(contentsOf: response)
        line.append(comma)
        Decimal.append(exchange.milliseconds, fractionDigits: 3, to: &line)
        line.append(comma)
        Decimal.append(exchange.attempts, to: &line)
        line.append(comma)
        return true
    }

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    /// From here on times are written with an exponent.
    private static let largest = 1e12
    private static let fileStart = Array(#"{"image": {"file": ""#.utf8)

    /// The file that a request of the usual form names, if nothing in its name is escaped.
    private static func imageFile(_ request: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        guard request.starts(with: fileStart) else { return nil }
        let bytes = UnsafeRawBufferPointer(request)
        guard let end = bytes.firstIndex(of: quote, from: fileStart.count) else { return nil }
        let file = UnsafeBufferPointer(rebasing: request[fileStart.count..<end])
        return file.contains(UInt8(ascii: "\\")) ? nil : file
    }

    /// Whether a cell is written as it is: printable ASCII, nothing that CSV quotes, and no formula.
    private static func isPlain(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        if let first = cell.first, "=+-@".utf8.contains(first) { return false }
        var isPlain = true
        // All of it, as a processor looks at many bytes together where it need not stop.
        for byte in cell { isPlain = isPlain && byte >= 0x20 && byte < 0x7F && byte != quote && byte != comma }
        return isPlain
    }

    /// Appends what stands between the quotes of a cell. JSON as it is on the wire is printable ASCII.
    private static func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * text.count) { output in
            var count = 0
            for byte in text {
                output[count] = byte
                count &+= 1
                if byte == quote {
                    output[count] = quote
                    count &+= 1
                }
            }
            line.append(contentsOf: UnsafeBufferPointer(rebasing: output[..<count]))
        }
    }

    /// A message that came unasked.
    ///
    /// - Parameter start: seconds from the start of the session.
    package init(_ push: RecordedPush, start: Double) {
        cells = [
            "\(push.number)", TimeText.number(start, fractionDigits: 6), "", "", "", "pushed",
            Self.text([push.message]), "",
            "", Self.safe(push.note.map { $0.text ?? JSONWriter.compact.text(of: $0) } ?? ""),
        ]
    }

    /// Several messages are lines of one cell.
    private static func text(_ frames: [ResponseFrame]) -> String {
        frames.map { TerminalText.escaped(bytes: $0.bytes, lines: .kept) }.joined(separator: "\n")
    }

    private static func safe(_ text: String) -> String {
        TerminalText.escaped(text, lines: .kept)
    }
}
