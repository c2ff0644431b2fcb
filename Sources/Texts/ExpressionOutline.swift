/// What a look at an expression tells of its matches: a text that stands in each of them, so that where it is missing
/// nobody needs to try, and how long a search may take at worst.
///
/// The look gives up early: what it does not know is left to the expression.
struct ExpressionOutline: Sendable {
    /// A text that stands in whatever matches.
    let required: [UInt8]?
    /// Whether the expression is this text and nothing else.
    let isAll: Bool
    /// How many characters it is long, where each that is repeated counts once; `nil` when it has groups.
    private let length: Int?
    /// How many parts it has of which there may be more or fewer.
    private let repeats: Int

    /// Some ten milliseconds of machine code.
    private static let mostSteps = 1 << 24

    /// - Returns: `nil` when nothing is known.
    init?(_ source: String) {
        var best: [UInt8] = []
        var run: [UInt8] = []
        var depth = 0
        var hasGroups = false
        var length = source.utf8.count
        var repeats = 0
        var isAll = true
        var rest = Array(source.utf8)[...]
        func keep() {
            if run.count > best.count { best = run }
            run = []
        }
        while let byte = rest.popFirst() {
            if Self.isPlain(byte) {
                if depth == 0 { run.append(byte) }
                continue
            }
            if byte == UInt8(ascii: "\\"), let next = rest.first, Self.isMark(next) {
                rest.removeFirst()
                if depth == 0 { run.append(next) }
                continue
            }
            isAll = false
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"): keep()
            case UInt8(ascii: "+"):
                keep()
                repeats += 1
            // What stands before it may be missing.
            case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "{"):
                if depth == 0, !run.isEmpty { run.removeLast() }
                keep()
                guard byte == UInt8(ascii: "{") else {
                    repeats += 1
                    continue
                }
                // Elsewhere it is a character as any other.
                let end = rest.drop { "0123456789,".utf8.contains($0) }
                guard end.first == UInt8(ascii: "}") else { return nil }
                // PCRE2 takes no larger number.
                if let count = UInt16(String(decoding: rest[..<end.startIndex], as: UTF8.self)) {
                    length += Int(count)
                } else {
                    repeats += 1
                }
                rest = end.dropFirst()
            case UInt8(ascii: "["):
                guard let end = Self.endOfClass(rest) else { return nil }
                rest = rest[end...]
                keep()
            // Options and conditions, and all that is called by a name.
            case UInt8(ascii: "("):
                if rest.first == UInt8(ascii: "?") || rest.first == UInt8(ascii: "*") { return nil }
                keep()
                depth += 1
                hasGroups = true
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "|") where depth > 0: break
            case UInt8(ascii: "\\"):
                // A class such as `\d`, which is one byte long.
                guard let next = rest.popFirst(), "dDwWsSbBAzZ".utf8.contains(next) else { return nil }
                keep()
            default: return nil
            }
        }
        keep()
        guard depth == 0 else { return nil }
        required = best.isEmpty ? nil : best
        self.isAll = isAll && required != nil
        self.length = hasGroups ? nil : length
        self.repeats = repeats
    }

    /// Whether no search in a text of so many bytes takes long, however it goes: at each place each part may be tried with
    /// each length.
    func isQuick(in count: Int) -> Bool {
        guard var steps = length else { return false }
        for _ in 0...repeats {
            let (product, hasOverflow) = steps.multipliedReportingOverflow(by: count + 1)
            if hasOverflow || product > Self.mostSteps { return false }
            steps = product
        }
        return true
    }

    /// Where the class ends whose bracket was just taken.
    private static func endOfClass(_ rest: ArraySlice<UInt8>) -> Int? {
        var offset = rest.startIndex
        if rest.first == UInt8(ascii: "^") { offset += 1 }
        // Here it is a character as any other.
        if offset < rest.endIndex, rest[offset] == UInt8(ascii: "]") { offset += 1 }
        while offset < rest.endIndex {
            switch rest[offset] {
            case UInt8(ascii: "]"): return offset + 1
            // `[:alpha:]` and the like.
            case UInt8(ascii: "["): return nil
            case UInt8(ascii: "\\"):
                guard offset + 1 < rest.endIndex, isMark(rest[offset + 1]) || "dDwWsS".utf8.contains(rest[offset + 1])
                else { return nil }
                offset += 2
            default: offset += 1
            }
        }
        return nil
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || " _-/:,=@%&~\"'<>!;".utf8.contains(byte)
    }

    /// What is itself behind a backslash.
    private static func isMark(_ byte: UInt8) -> Bool { 0x20..<0x7F ~= byte && !isLetterOrDigit(byte) }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
