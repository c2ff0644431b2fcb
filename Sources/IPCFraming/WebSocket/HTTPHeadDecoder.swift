import Platform

/// The head of an HTTP message, all that a WebSocket handshake has.
struct HTTPHead: Hashable, Sendable {
    /// The first line, cut at its first two spaces.
    var start: [String]
    var fields: [HTTPField] = []

    func values(_ name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }

    /// The elements of a field that is a list, all its lines together.
    func list(_ name: String) -> [String] {
        values(name).flatMap { $0.split(separator: ",") }.map(HTTPHeadDecoder.trimmed).filter { !$0.isEmpty }
    }
}

/// Bytes in, the head of one HTTP message out.
///
/// Does no I/O. As strict as the vendor's servers: CR LF ends a line, no line is continued. The limits hold for lines
/// whose end has not come, too.
struct HTTPHeadDecoder: Sendable {
    enum Failure: Error, Hashable {
        /// Not HTTP.
        case malformed
        case startLineTooLong
        case lineTooLong
        case tooManyFields
    }

    /// The longest line, its end included, in bytes.
    static let longestLine = 8192
    static let mostFields = 128

    private var buffer: [UInt8] = []
    /// Where the next line begins.
    private var position = 0
    /// Everything before this index is known to hold no end of the next line.
    private var scanned = 0
    private var head: HTTPHead?

    /// The first line, as soon as it is there.
    var start: [String]? { head?.start }

    /// What came and is no line of the head handed out.
    var rest: ArraySlice<UInt8> { buffer[position...] }

    /// All that came.
    var received: [UInt8] { buffer }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        buffer.append(contentsOf: bytes)
    }

    /// The head, or `nil` when more bytes are needed. Once only.
    mutating func next() throws(Failure) -> HTTPHead? {
        while let line = try nextLine() {
            guard var head else {
                let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
                head = HTTPHead(start: parts.map { String(decoding: $0, as: UTF8.self) })
                continue
            }
            if line.isEmpty { return head }
            if head.fields.count == Self.mostFields { throw .tooManyFields }
            head.fields.append(try Self.field(line))
            self.head = head
        }
        return nil
    }

    private mutating func nextLine() throws(Failure) -> ArraySlice<UInt8>? {
        let end = buffer.firstIndex(of: 0x0A, from: scanned)
        scanned = buffer.count
        guard (end.map { $0 + 1 } ?? buffer.count) - position <= Self.longestLine else {
            throw head == nil ? .startLineTooLong : .lineTooLong
        }
        guard let end else { return nil }
        guard end > position, buffer[end - 1] == 0x0D else { throw .malformed }
        defer {
            position = end + 1
            scanned = position
        }
        return buffer[position..<(end - 1)]
    }

    private static func field(_ line: ArraySlice<UInt8>) throws(Failure) -> HTTPField {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(HTTPField.isToken)
        else { throw .malformed }
        let value = line[colon...].dropFirst()
        guard value.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }) else { throw .malformed }
        let text = String(decoding: value, as: UTF8.self)
        return HTTPField(checked: String(decoding: line[..<colon], as: UTF8.self), trimmed(text[...]))
    }

    static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        let end = start.reversed().prefix { $0 == " " || $0 == "\t" }.count
        return String(start.dropLast(end))
    }
}
