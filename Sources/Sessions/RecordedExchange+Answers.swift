import IPCFraming
import InspectProtocol
import Texts
import WireJSON

extension RecordedExchange {
    /// What stands for a key of the file: the text, else base64 under `NAME_base64`, and what ended it under `NAME_end`.
    static func append(_ frame: ResponseFrame, _ name: StaticString, to line: inout [UInt8]) {
        if UTF8Bytes.firstInvalidOffset(in: frame.bytes) == nil {
            appendKey(name, "", to: &line)
            frame.bytes.withUnsafeBufferPointer { JSONWriter.compact.append(string: $0, to: &line) }
        } else {
            appendKey(name, "_base64", to: &line)
            JSONWriter.compact.append(Base64.encode(frame.bytes), to: &line)
        }
        guard let word = word(frame.ending) else { return }
        appendKey(name, "_end", to: &line)
        JSONWriter.compact.append(word, to: &line)
    }

    static func append(_ others: JSONObject, to line: inout [UInt8]) {
        for member in others.members {
            line.append(UInt8(ascii: ","))
            JSONWriter.compact.append(member.key, to: &line)
            append(":", member.value, to: &line)
        }
    }

    static func append(_ key: StaticString, _ value: JSONValue, to line: inout [UInt8]) {
        line.append(key)
        JSONWriter.compact.append(value, to: &line)
    }

    private static func appendKey(_ name: StaticString, _ suffix: StaticString, to line: inout [UInt8]) {
        line.append(",\"")
        line.append(name)
        line.append(suffix)
        line.append("\":")
    }

    private static func word(_ ending: ResponseFrame.Ending) -> String? {
        switch ending {
        case .complete: nil
        case .noTerminator: "no-crlf"
        case .noClose: "no-close"
        case .more: "more"
        case .binary: "binary"
        }
    }

    /// `,"responses":[{"text":"...","ms":12.1},...]`
    static func append(_ messages: [RecordedMessage], to line: inout [UInt8]) {
        line.append(",\"responses\":[")
        for (index, message) in messages.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            var object = JSONObject()
            if let text = String(validating: message.frame.bytes, as: UTF8.self) {
                object["text"] = .string(JSONString(text))
            } else {
                object["base64"] = .string(JSONString(Base64.encode(message.frame.bytes)))
            }
            if let word = word(message.frame.ending) { object["end"] = .string(JSONString(word)) }
            for member in message.others.members { object[member.key] = member.value }
            let time = Decimal.text(message.milliseconds, fractionDigits: 3)
            object["ms"] = .number(JSONNumber(literal: time) ?? JSONNumber(0))
            JSONWriter.compact.append(.object(object), to: &line)
        }
        line.append(UInt8(ascii: "]"))
    }

    /// What counts as an error, where the header says otherwise.
    static func append(_ rule: SuccessRule, to line: inout [UInt8]) {
        for member in JSONObject.patterns(rule).members {
            line.append(UInt8(ascii: ","))
            JSONWriter.compact.append(member.key, to: &line)
            append(":", member.value, to: &line)
        }
    }
}

extension JSONObject {
    /// The keys of a header, or of a line, that say what counts as an error.
    static func patterns(_ rule: SuccessRule) -> JSONObject {
        var object = JSONObject()
        if let ok = rule.ok { object["ok_pattern"] = .string(JSONString(ok.source)) }
        if let error = rule.error { object["error_pattern"] = .string(JSONString(error.source)) }
        return object
    }
}
