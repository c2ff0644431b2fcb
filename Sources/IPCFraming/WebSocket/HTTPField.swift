/// One line of the head of an HTTP message: `Name: value`.
public struct HTTPField: Hashable, Sendable {
    /// Why a name or a value cannot stand in a head.
    public struct Invalid: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, without the value, which may be a secret.
        public let description: String
    }

    /// Compared without regard to case.
    public let name: String
    /// Without the white space around it.
    public let value: String

    /// - Throws: when the name or the value would be something else on the wire.
    public init(name: String, value: String) throws(Invalid) {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isToken) else {
            throw Invalid(description: "a header's name has only letters, digits and !#$%&'*+-.^_`|~")
        }
        guard value.utf8.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }) else {
            throw Invalid(description: "the value of the header '\(name)' has a control character")
        }
        self.init(checked: name, value)
    }

    /// Reads `NAME: VALUE`.
    ///
    /// - Throws: when it is none.
    public init(_ text: String) throws(Invalid) {
        guard let colon = text.firstIndex(of: ":") else {
            throw Invalid(description: "NAME:VALUE is expected")
        }
        let value = text[colon...].dropFirst().drop { $0 == " " || $0 == "\t" }
        try self.init(name: String(text[..<colon]), value: String(value))
    }

    /// - Parameter name: is a token.
    init(checked name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    func isNamed(_ other: String) -> Bool {
        name.utf8.count == other.utf8.count && name.lowercased() == other.lowercased()
    }

    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
