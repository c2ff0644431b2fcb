/// What expressions spell letter by letter, to find the secrets of which one tells a good part: `^C:/cust` of
/// `C:/customer/a.jpg`.
struct SpelledParts {
    /// What is shorter tells nothing.
    private static let shortest = 3
    /// What is as long tells too much, of however long a secret.
    private static let longest = 8

    /// What they hold of each length.
    private var pieces = [Set<UInt64>](repeating: [], count: longest + 1)

    mutating func add(_ source: String) {
        let literal = LiteralText(of: source)
        for run in literal.runs {
            for length in Self.shortest...Self.longest {
                for (_, piece) in Self.pieces(of: literal.bytes[run], length) { pieces[length].insert(piece) }
            }
        }
    }

    /// Whether they tell a good part of a secret: half of it, or ``longest`` letters.
    func tell(of secret: [UInt8]) -> Bool {
        let length = Self.tellingLength(of: secret)
        if pieces[length].isEmpty { return false }
        return Self.pieces(of: secret[...], length).contains { pieces[length].contains($0.piece) }
    }

    /// Where parts of a text tell a good part of a secret.
    ///
    /// - Parameter runs: what of the text may.
    static func places(in text: [UInt8], _ runs: [Range<Int>], of secret: [UInt8]) -> [Range<Int>] {
        let length = tellingLength(of: secret)
        guard runs.contains(where: { $0.count >= length }) else { return [] }
        let pieces = Set(pieces(of: secret[...], length).map(\.piece))
        return runs.flatMap { run in
            Self.pieces(of: text[run], length).filter { pieces.contains($0.piece) }.map { $0.start..<$0.start + length }
        }
    }

    private static func tellingLength(of secret: [UInt8]) -> Int {
        min(longest, max(shortest, (secret.count + 1) / 2))
    }

    private static func pieces(of text: ArraySlice<UInt8>, _ length: Int) -> [(start: Int, piece: UInt64)] {
        guard text.count >= length else { return [] }
        let mask = length == 8 ? UInt64.max : 1 << (8 * UInt64(length)) - 1
        var piece: UInt64 = 0
        var found: [(start: Int, piece: UInt64)] = []
        for index in text.indices {
            piece = (piece << 8 | UInt64(text[index])) & mask
            let start = index + 1 - length
            if start >= text.startIndex { found.append((start, piece)) }
        }
        return found
    }
}
