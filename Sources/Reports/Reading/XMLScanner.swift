/// Goes through an XML document without a document type, tag by tag.
struct XMLScanner {
    enum Event {
        case start(String, [String: String], isEmpty: Bool)
        case end(String)
        case text(String)
    }

    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Returns: nil at the end.
    mutating func next() throws(JUnitReader.Malformed) -> Event? {
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "<") else {
                let end = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                defer { offset = end }
                return .text(try text(bytes[offset..<end]))
            }
            if starts(with: "<!--") {
                try skip(past: "-->")
            } else if starts(with: "<?") {
                try skip(past: "?>")
            } else if starts(with: "<![CDATA[") {
                let start = offset + 9
                try skip(past: "]]>")
                return .text(String(decoding: bytes[start..<max(start, offset - 3)], as: UTF8.self))
            } else if starts(with: "<!") {
                throw .init(reason: "it has a document type")
            } else if starts(with: "</") {
                offset += 2
                let name = self.name()
                skipSpace()
                try take(UInt8(ascii: ">"))
                return .end(name)
            } else {
                return try start()
            }
        }
        return nil
    }

    private mutating func start() throws(JUnitReader.Malformed) -> Event {
        offset += 1
        let element = name()
        if element.isEmpty { throw .init(reason: "a '<' without a name at byte \(offset)") }
        var attributes: [String: String] = [:]
        while true {
            skipSpace()
            guard offset < bytes.count else { throw .init(reason: "<\(element)> does not end") }
            switch bytes[offset] {
            case UInt8(ascii: ">"):
                offset += 1
                return .start(element, attributes, isEmpty: false)
            case UInt8(ascii: "/"):
                offset += 1
                try take(UInt8(ascii: ">"))
                return .start(element, attributes, isEmpty: true)
            default:
                let name = name()
                skipSpace()
                try take(UInt8(ascii: "="))
                skipSpace()
                guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'"),
                    !name.isEmpty, let end = bytes[(offset + 1)...].firstIndex(of: bytes[offset])
                else { throw .init(reason: "an attribute of <\(element)> without a value") }
                attributes[name] = try text(bytes[(offset + 1)..<end])
                offset = end + 1
            }
        }
    }

    private mutating func name() -> String {
        let end = bytes[offset...].firstIndex { byte in
            byte <= 0x20 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
        }
        defer { offset = end ?? bytes.count }
        return String(decoding: bytes[offset..<(end ?? bytes.count)], as: UTF8.self)
    }

    private func text(_ raw: ArraySlice<UInt8>) throws(JUnitReader.Malformed) -> String {
        guard raw.contains(UInt8(ascii: "&")) else { return String(decoding: raw, as: UTF8.self) }
        var output: [UInt8] = []
        var rest = raw
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "&") else {
                output.append(byte)
                continue
            }
            guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let character = Self.character(String(decoding: rest[..<end], as: UTF8.self))
            else { throw .init(reason: "an unknown entity") }
            output += Array(String(character).utf8)
            rest = rest[(end + 1)...]
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func character(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case _ where name.hasPrefix("#x"): UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case _ where name.hasPrefix("#"): UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        default: nil
        }
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
    }

    private mutating func skip(past end: StaticString) throws(JUnitReader.Malformed) {
        let found = end.withUTF8Buffer { end in
            bytes[offset...].indices.first { bytes[$0...].starts(with: end) }.map { $0 + end.count }
        }
        guard let found else { throw .init(reason: "\(end) is missing") }
        offset = found
    }

    private mutating func skipSpace() {
        while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
    }

    private mutating func take(_ byte: UInt8) throws(JUnitReader.Malformed) {
        guard offset < bytes.count, bytes[offset] == byte else {
            throw .init(reason: "'\(Unicode.Scalar(byte))' is missing at byte \(offset)")
        }
        offset += 1
    }
}
