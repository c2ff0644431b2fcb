/// What a file is that is no session as it stands, but can be made one.
enum ForeignForm {
    case utf16
    /// By a program that can unpack it, too.
    case packed(by: String, command: String)
    case array
    case prettyPrinted

    /// - Parameter line: the first one of the file that is neither blank nor a comment.
    init?(_ line: UnsafeBufferPointer<UInt8>) {
        let packers: [(start: [UInt8], name: String, command: String)] = [
            ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "zstd -d"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz", "xz -d"),
            (Array("BZh".utf8), "bzip2", "bzip2 -d"), ([0x50, 0x4B, 0x03, 0x04], "zip", "unzip"),
        ]
        if let packer = packers.first(where: { line.starts(with: $0.start) }) {
            self = .packed(by: packer.name, command: packer.command)
            return
        }
        if line.starts(with: [0xFF, 0xFE]) || line.starts(with: [0xFE, 0xFF]) || line.prefix(2).count(where: { $0 == 0 }) == 1 {
            self = .utf16
            return
        }
        let text = line.drop(while: Self.isSpace)
        guard let first = text.first, let last = text.last(where: { !Self.isSpace($0) }) else { return nil }
        if first == UInt8(ascii: "[") {
            self = .array
        } else if first == UInt8(ascii: "{"), "{[,".utf8.contains(last) {
            self = .prettyPrinted
        } else {
            return nil
        }
    }

    var words: String {
        switch self {
        case .utf16: "it is UTF-16; save it as UTF-8 without a byte order mark"
        case .packed(let name, let command): "it is packed by \(name); unpack it first: \(command) FILE"
        case .array: "it is a JSON array; jq -c '.[]' FILE gives a line for each exchange"
        case .prettyPrinted: "its JSON goes over several lines; jq -c . FILE gives a line for each exchange"
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
