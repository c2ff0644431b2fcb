import IPCFraming
import Texts
import WireJSON

extension RecordedExchange {
    /// Appends the exchange as a line of the file, without LF: keys in a fixed order, defaults left out.
    package func appendLine(to line: inout [UInt8]) {
        appendLine(to: &line, match: nil)
    }

    /// - Parameter match: what a stub has in the place of a request; it need not have a number.
    func appendLine(to line: inout [UInt8], match: JSONValue?) {
        if let match, number == 0 {
            Self.append("{\"match\":", match, to: &line)
        } else {
            line.append("{\"n\":")
            Decimal.append(number, to: &line)
            if let match { Self.append(",\"match\":", match, to: &line) } else { appendRequest(to: &line) }
        }
        appendOutcome(to: &line)
        Self.appendTimes(gap: gap, milliseconds: milliseconds, to: &line)
    }

    /// Appends what does not depend on the exchange's place among others: all between its number and its times.
    func appendContent(to line: inout [UInt8]) {
        appendRequest(to: &line)
        appendOutcome(to: &line)
    }

    private func appendOutcome(to line: inout [UInt8]) {
        if let responses {
            Self.append(responses, to: &line)
        } else if let response {
            Self.append(response, "response", to: &line)
        }
        if let error { append(",\"error\":", error.rawValue, to: &line) }
        if let close { append(close, to: &line) }
        if attempts != 1 {
            line.append(",\"attempts\":")
            Decimal.append(attempts, to: &line)
        }
        if let expect { Self.append(",\"expect\":", expect, to: &line) }
        if let tags { Self.append(",\"tags\":", tags, to: &line) }
        if let note { Self.append(",\"note\":", note, to: &line) }
        if let ownRule { Self.append(ownRule, to: &line) }
        Self.append(others, to: &line)
    }

    /// Appends when it was and how long it took, and the line's end.
    static func appendTimes(gap: Double, milliseconds: Double, to line: inout [UInt8]) {
        line.append(",\"gap\":")
        Decimal.append(gap, fractionDigits: 6, to: &line)
        line.append(",\"ms\":")
        Decimal.append(milliseconds, fractionDigits: 3, to: &line)
        line.append(UInt8(ascii: "}"))
    }

    /// The JSON form only when it gives back the same bytes, also to a reader in another language; else the text; else
    /// base64.
    private func appendRequest(to line: inout [UInt8]) {
        switch request.ending {
        case .terminator, .endOfStream, .binary:
            if !appendAsJSON(request.bytes, to: &line) {
                append(bytes: request.bytes, text: ",\"request\":", base64: ",\"request_base64\":", to: &line)
            }
            if request.ending == .endOfStream { line.append(",\"request_end\":\"none\"") }
            if request.ending == .binary { line.append(",\"request_end\":\"binary\"") }
        case .abort:
            line.append(",\"request\":\"\",\"request_end\":\"abort\"")
        }
    }

    /// - Returns: false, and nothing is appended, when the request has no JSON form. A JSON string has none: a string in
    ///   the file stands for the bytes in it.
    private func appendAsJSON(_ bytes: [UInt8], to line: inout [UInt8]) -> Bool {
        guard let first = bytes.first, first != UInt8(ascii: "\"") else { return false }
        let start = line.count
        line.append(",\"request\":")
        if CanonicalTranscoder.append(bytes, to: &line) { return true }
        line.removeLast(line.count - start)
        return false
    }

    /// Without a reason where there was no Close frame to hold one, or no code in it.
    private func append(_ close: WebSocketClose, to line: inout [UInt8]) {
        line.append(",\"close\":{\"code\":")
        Decimal.append(Int(close.code.rawValue), to: &line)
        if ![.abnormal, .none].contains(close.code) { append(",\"reason\":", close.reason, to: &line) }
        line.append(UInt8(ascii: "}"))
    }

    private func append(bytes: [UInt8], text: StaticString, base64: StaticString, to line: inout [UInt8]) {
        if UTF8Bytes.firstInvalidOffset(in: bytes) == nil {
            line.append(text)
            bytes.withUnsafeBufferPointer { JSONWriter.compact.append(string: $0, to: &line) }
        } else {
            append(base64, Base64.encode(bytes), to: &line)
        }
    }

    private func append(_ key: StaticString, _ text: String, to line: inout [UInt8]) {
        line.append(key)
        JSONWriter.compact.append(text, to: &line)
    }
}
