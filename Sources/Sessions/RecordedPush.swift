package import IPCFraming
import Texts
package import WireJSON

/// A message that a server has sent unasked.
package struct RecordedPush: Hashable, Sendable {
    /// The label, counted with those of the exchanges.
    package var number: Int
    package var message: ResponseFrame
    /// Seconds from the start of the exchange before it, or of the first push where there was none. A pushed message does
    /// not count for the gaps of the lines behind it.
    package var gap = 0.0
    package var tags: JSONValue?
    package var note: JSONValue?
    /// Keys that this version does not know, kept when a file is rewritten.
    package var others = JSONObject()

    package init(number: Int, _ message: ResponseFrame, gap: Double = 0) {
        self.number = number
        self.message = message
        self.gap = gap
    }

    /// Appends the message as a line of the file, without LF.
    package func appendLine(to line: inout [UInt8]) {
        line.append("{\"n\":")
        Decimal.append(number, to: &line)
        RecordedExchange.append(message, "pushed", to: &line)
        if let tags { RecordedExchange.append(",\"tags\":", tags, to: &line) }
        if let note { RecordedExchange.append(",\"note\":", note, to: &line) }
        RecordedExchange.append(others, to: &line)
        line.append(",\"gap\":")
        Decimal.append(gap, fractionDigits: 6, to: &line)
        line.append(UInt8(ascii: "}"))
    }
}
