/// What a regular expression says letter by letter: `C:/a\.jpg` and `C:/a[.]jpg` are `C:/a.jpg`.
///
/// What is more than a letter stands in it as it is written.
struct LiteralText {
    private(set) var bytes: [UInt8] = []
    /// Where each of them stands in the expression.
    private var places: [Range<Int>] = []
    /// Those that stand for themselves, side by side.
    private(set) var runs: [Range<Int>] = []
    private let source: [UInt8]

    init(of source: String) {
        self.source = Array(source.utf8)
        var offset = 0
        var isEscape = false
        while offset < self.source.count {
            let rest = self.source[offset...].prefix(3)
            let (byte, length) = Self.letter(Array(rest))
            if length > 1 || !isEscape && !Self.special.contains(byte) { extendRun() }
            // `\d` is no letter, in two places.
            isEscape = length == 1 && byte == UInt8(ascii: "\\")
            bytes.append(byte)
            places.append(offset..<offset + length)
            offset += length
        }
    }

    private static let special = Array("\\.^$*+?()[]{}|".utf8)

    /// The letter that comes next stands for itself.
    private mutating func extendRun() {
        if runs.last?.upperBound == bytes.count {
            runs[runs.count - 1] = runs[runs.count - 1].lowerBound..<bytes.count + 1
        } else {
            runs.append(bytes.count..<bytes.count + 1)
        }
    }

    /// The expression with other letters in some places.
    ///
    /// - Parameter findings: in the order of their places in ``bytes``.
    func replacing(_ findings: [Secrets.Finding]) -> String {
        var result: [UInt8] = []
        var offset = 0
        for finding in findings {
            guard let first = finding.range.first, let last = finding.range.last else { continue }
            result += source[offset..<places[first].lowerBound]
            result += Self.escaped(finding.replacement)
            offset = places[last].upperBound
        }
        return String(decoding: result + source[offset...], as: UTF8.self)
    }

    /// A text as an expression that matches it.
    static func escaped(_ text: [UInt8]) -> [UInt8] {
        text.flatMap { isMark($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    }

    private static func letter(_ bytes: [UInt8]) -> (UInt8, length: Int) {
        if bytes.count > 1, bytes[0] == UInt8(ascii: "\\"), isMark(bytes[1]) || bytes[1] >= 0x80 {
            return (bytes[1], 2)
        }
        if bytes.count > 2, bytes[0] == UInt8(ascii: "["), bytes[2] == UInt8(ascii: "]"), isMark(bytes[1]),
            !"\\^".utf8.contains(bytes[1])
        {
            return (bytes[1], 3)
        }
        return (bytes[0], 1)
    }

    /// Whether a backslash makes an ordinary letter of it.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
