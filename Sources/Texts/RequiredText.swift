/// A text that stands in whatever an expression matches: where it is missing, nobody needs to try.
///
/// It is found by a look at the expression that gives up early: what is not plain characters one after the other is left
/// to the expression.
struct RequiredText: Sendable {
    let bytes: [UInt8]
    /// Whether the expression is this text and nothing else.
    let isAll: Bool

    /// - Returns: `nil` when none was found.
    init?(_ source: String) {
        var best: [UInt8] = []
        var run: [UInt8] = []
        var depth = 0
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
            isAll = false
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "+"): keep()
            // What stands before it may be missing.
            case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "{"):
                if depth == 0, !run.isEmpty { run.removeLast() }
                keep()
                guard byte == UInt8(ascii: "{") else { continue }
                // Elsewhere it is a character as any other.
                let end = rest.drop { "0123456789,".utf8.contains($0) }
                guard end.first == UInt8(ascii: "}") else { return nil }
                rest = end.dropFirst()
            // Options and conditions, and all that is called by a name.
            case UInt8(ascii: "("):
                if rest.first == UInt8(ascii: "?") || rest.first == UInt8(ascii: "*") { return nil }
                keep()
                depth += 1
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
        guard !best.isEmpty, depth == 0 else { return nil }
        bytes = best
        self.isAll = isAll
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: " _-/:,=@%&~\"'<>!;".utf8.contains(byte)
        }
    }
}
