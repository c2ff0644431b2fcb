import IPCFraming
import Texts
import WireJSON

/// An exchange that is to be recorded, with all done that can be done before its turn comes: for a large one that takes
/// nearly all of the time.
package struct PreparedLine: Sendable {
    /// All between the number and the times.
    let content: [UInt8]
    /// Whether it was answered with an error, or not at all.
    let isError: Bool
    /// What was taken out of the request.
    let secrets: Secrets?

    /// - Parameters:
    ///   - note: a person's words, or a recorder's.
    ///   - redaction: what must not come into the file: the writer's own.
    package init(_ exchange: RecordedExchange, note: String? = nil, _ redaction: Redaction?) {
        var exchange = exchange
        exchange.note = note.map { .string(JSONString($0)) }
        secrets = redaction?.secrets(takenFrom: &exchange)
        var content: [UInt8] = []
        content.reserveCapacity(exchange.request.bytes.count + 128)
        exchange.appendContent(to: &content)
        self.content = content
        isError = exchange.isError
    }

    /// Appends the whole line, without LF.
    package func append(to line: inout [UInt8], number: Int, gap: Double, milliseconds: Double) {
        line.append("{\"n\":")
        Decimal.append(number, to: &line)
        line.append(contentsOf: content)
        RecordedExchange.appendTimes(gap: gap, milliseconds: milliseconds, to: &line)
    }
}
