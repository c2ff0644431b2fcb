import IPCFraming
import InspectProtocol
import Sessions
import ShellLanguage
import Texts
import WireJSON

/// The `expect` of a script for what a session has recorded.
enum ScriptExpectation {
    /// What `expect` takes for something else than a text.
    private static let words: Set<String> = ["ok", "error", "~", "json"]

    /// - Returns: `nil` when a script cannot expect it.
    static func line(_ exchange: RecordedExchange) -> String? {
        // What a person has written counts more than what came.
        if let pattern = exchange.expect?["regex"]?.text { return "expect ~ \(Quoting.quoted(pattern))" }
        if exchange.expect?["ignore"]?.bool == true { return "expect ~ ''" }
        if let places = exchange.expect?["json"]?.object {
            return places.members.map { "expect json \(Quoting.word($0.key.lossyText)) = \(value($0.value))" }
                .joined(separator: "\n")
        }
        if exchange.responses?.isEmpty == true, exchange.error == nil { return "expect ok" }
        guard exchange.error == nil || exchange.isAnsweredLate, let bytes = exchange.response?.bytes else { return nil }
        if bytes == Reply.okBytes { return "expect ok" }
        if exchange.response?.ending == .binary, String(validating: bytes, as: UTF8.self) == nil { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let isPlain =
            TerminalText.escaped(text) == text && !words.contains(text) && text.utf8.first != UInt8(ascii: "-")
        return "expect " + (isPlain ? Quoting.word(text) : "~ \(Quoting.quoted(pattern(text)))")
    }

    private static func value(_ value: JSONValue) -> String {
        value.text.map(Quoting.quoted) ?? Quoting.word(JSONWriter.compact.text(of: value))
    }

    /// An expression that matches exactly this text or, when that would be too long, its beginning.
    static func pattern(_ text: String) -> String {
        var pattern = "\\A"
        for scalar in text.unicodeScalars {
            let piece = escaped(scalar)
            if pattern.utf8.count + piece.utf8.count + 2 > RegularExpression.longest { return pattern }
            pattern += piece
        }
        return pattern + "\\z"
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\\", "^", "$", ".", "|", "?", "*", "+", "(", ")", "[", "]", "{", "}": "\\\(scalar)"
        case " "..."~": String(scalar)
        // Letters of Latin, Greek and Cyrillic stand alone; others may join the one before them.
        case "\u{C0}"..."\u{2AF}", "\u{386}"..."\u{481}": String(scalar)
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
