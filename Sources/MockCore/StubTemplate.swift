import IPCFraming
import Sessions
package import Texts
package import WireJSON

/// A response with `${request.image.file}`, `${n}` and `${now}` in it.
package struct StubTemplate: Sendable {
    private enum Piece: Sendable {
        case text(String)
        case request(JSONPointer)
        case number
        case now
    }

    private let parts: [Piece]

    /// - Throws: ``PatternError`` when a `${` begins something else.
    package init(_ text: String) throws(PatternError) {
        var parts: [Piece] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            parts.append(.text(String(rest[..<start.lowerBound])))
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "}") else {
                throw PatternError(reason: "'response': a '${' has no '}'")
            }
            parts.append(try Self.part(rest[..<end]))
            rest = rest[rest.index(after: end)...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts
    }

    private static func part(_ name: Substring) throws(PatternError) -> Piece {
        if name == "n" { return .number }
        if name == "now" { return .now }
        if name == "request" { return .request(JSONPointer(tokens: [])) }
        if name.hasPrefix("request.") { return .request(JSONPointer(dotted: String(name.dropFirst(8)))) }
        throw PatternError(reason: "'response': ${\(name)} is not ${request.KEY}, ${n} or ${now}")
    }

    /// The text; `nil` when it is larger than a response may be. What the request does not have is empty.
    package func filled(request: JSONValue, number: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let text): bytes += text.utf8
            case .request(let pointer):
                switch pointer.value(in: request) {
                case nil: break
                case .string(let string)?: bytes += string.lossyText.utf8
                case let value?: JSONWriter.canonical.append(value, to: &bytes)
                }
            case .number: bytes += String(number).utf8
            case .now: bytes += Timestamp.now.iso8601.utf8
            }
            if bytes.count > Framing.defaultLimit { return nil }
        }
        return bytes
    }
}
