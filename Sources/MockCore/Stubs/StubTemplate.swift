import IPCFraming
import Sessions
package import Texts
package import WireJSON

/// A response with `${request.image.file}`, `${n}` and the like in it.
package struct StubTemplate: Sendable {
    /// What is filled in.
    package struct Values: Sendable {
        package var request: JSONValue
        /// Of the exchange.
        package var number: Int
        /// Of the stub's expressions, one behind the other.
        package var groups: [String]

        package init(request: JSONValue, number: Int, groups: [String] = []) {
            self.request = request
            self.number = number
            self.groups = groups
        }
    }

    private enum Piece: Sendable {
        case text(String)
        case request(JSONPointer)
        /// Counted from 1.
        case group(Int)
        case number
        case now
        case uuid
        case random(ClosedRange<Int>)
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
                throw PatternError(reason: "a '${' has no '}'")
            }
            parts.append(try Self.part(rest[..<end]))
            rest = rest[rest.index(after: end)...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts
    }

    private static func part(_ name: Substring) throws(PatternError) -> Piece {
        switch name {
        case "n": return .number
        case "now": return .now
        case "uuid": return .uuid
        case "request": return .request(JSONPointer(tokens: []))
        default: break
        }
        if name.hasPrefix("request.") { return .request(JSONPointer(dotted: String(name.dropFirst(8)))) }
        if name.hasPrefix("match."), let group = Int(name.dropFirst(6)), group > 0 { return .group(group) }
        if name.hasPrefix("random:"), let dots = name.firstRange(of: ".."),
            let low = Int(name.dropFirst(7).prefix(upTo: dots.lowerBound)), let high = Int(name[dots.upperBound...]),
            low <= high
        {
            return .random(low...high)
        }
        throw PatternError(
            reason: "${\(name)} is not ${request.KEY}, ${match.1}, ${n}, ${now}, ${uuid} or ${random:1..6}"
        )
    }

    /// Whether groups of the stub's expressions stand in it.
    var usesGroups: Bool {
        parts.contains { if case .group = $0 { true } else { false } }
    }

    /// The text; `nil` when it is larger than a response may be. What the request does not have is empty.
    package func filled(_ values: Values, _ random: inout SeededGenerator) -> [UInt8]? {
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let text): bytes += text.utf8
            case .request(let pointer):
                switch pointer.value(in: values.request) {
                case nil: break
                case .string(let string)?: bytes += string.lossyText.utf8
                case let value?: JSONWriter.canonical.append(value, to: &bytes)
                }
            case .group(let number): if number <= values.groups.count { bytes += values.groups[number - 1].utf8 }
            case .number: bytes += String(values.number).utf8
            case .now: bytes += Timestamp.now.iso8601.utf8
            case .uuid: Self.appendUUID(to: &bytes)
            case .random(let range): bytes += String(Int.random(in: range, using: &random)).utf8
            }
            if bytes.count > Framing.defaultLimit { return nil }
        }
        return bytes
    }

    /// A random one, version 4 of RFC 9562. Not of the seed's: it must be another one in each run.
    private static func appendUUID(to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        for index in 0..<16 {
            if [4, 6, 8, 10].contains(index) { bytes.append(UInt8(ascii: "-")) }
            var byte = UInt8.random(in: 0...255)
            if index == 6 { byte = byte & 0x0F | 0x40 }
            if index == 8 { byte = byte & 0x3F | 0x80 }
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
