import Texts

/// What differs in two texts, by words, numbers and signs.
///
/// What is the same at the start and the end is taken off first. The rest is compared by words when it has at most
/// ``longestMiddle`` bytes in each text and takes no more work than ``ShortestEdit`` allows; else all of it counts as
/// replaced. So two texts of 16 MiB take some ten milliseconds and megabytes at the most.
package struct TextDifference: Sendable {
    package enum Kind: Hashable, Sendable {
        case same
        /// Only in the old text.
        case removed
        /// Only in the new text.
        case added
    }

    package struct Segment: Hashable, Sendable {
        package var kind: Kind
        package var bytes: ArraySlice<UInt8>
    }

    static let longestMiddle = 1 << 20

    /// What is the same and what was removed make the old text; what is the same and what was added make the new one.
    /// None is empty; what was removed comes before what was added in its place.
    package let segments: [Segment]

    package init(_ old: [UInt8], _ new: [UInt8]) {
        var segments: [Segment] = []
        func append(_ kind: Kind, _ bytes: ArraySlice<UInt8>) {
            if !bytes.isEmpty { segments.append(Segment(kind: kind, bytes: bytes)) }
        }
        var end = 0
        for replacement in Self.replacements(TokenizedText(old), TokenizedText(new)) {
            append(.same, old[end..<replacement.old.lowerBound])
            append(.removed, old[replacement.old])
            append(.added, new[replacement.new])
            end = replacement.old.upperBound
        }
        append(.same, old[end...])
        self.segments = segments
    }

    private static func replacements(_ old: TokenizedText, _ new: TokenizedText) -> [Replacement] {
        if old.bytes == new.bytes { return [] }
        let middle = Replacement(old: 0..<old.bytes.count, new: 0..<new.bytes.count).trimmed(old, new) { text, offset in
            text.isTokenStart(offset)
        }
        return joined(replacedTokens(in: middle, old, new), old.bytes).map { replacement in
            replacement.refined(old, new)
        }
    }

    private static func replacedTokens(
        in middle: Replacement,
        _ old: TokenizedText,
        _ new: TokenizedText
    ) -> [Replacement] {
        if middle.old.isEmpty || middle.new.isEmpty { return [middle] }
        guard middle.old.count <= longestMiddle, middle.new.count <= longestMiddle,
            max(old.bytes.count, new.bytes.count) <= Int32.max
        else { return [middle] }
        let oldStarts = old.tokenStarts(in: middle.old)
        let newStarts = new.tokenStarts(in: middle.new)
        let runs = ShortestEdit.runs(oldStarts.count - 1, newStarts.count - 1) { oldToken, newToken in
            let oldRange = Int(oldStarts[oldToken])..<Int(oldStarts[oldToken + 1])
            let newRange = Int(newStarts[newToken])..<Int(newStarts[newToken + 1])
            guard oldRange.count == newRange.count else { return (false, 1) }
            return (old.bytes[oldRange] == new.bytes[newRange], 1 + oldRange.count / 8)
        }
        guard let runs else { return [middle] }
        var replacements: [Replacement] = []
        var (oldEnd, newEnd) = (middle.old.lowerBound, middle.new.lowerBound)
        func close(_ oldStart: Int, _ newStart: Int) {
            let replacement = Replacement(old: oldEnd..<oldStart, new: newEnd..<newStart)
            if !replacement.old.isEmpty || !replacement.new.isEmpty { replacements.append(replacement) }
        }
        for run in runs {
            close(Int(oldStarts[run.old]), Int(newStarts[run.new]))
            oldEnd = Int(oldStarts[run.old + run.count])
            newEnd = Int(newStarts[run.new + run.count])
        }
        close(middle.old.upperBound, middle.new.upperBound)
        return replacements
    }

    /// Makes one replacement of two with little in between: whole phrases read better than every other word.
    private static func joined(_ replacements: [Replacement], _ old: [UInt8]) -> [Replacement] {
        var joined: [Replacement] = []
        for replacement in replacements {
            var replacement = replacement
            while let last = joined.last, isLittle(between: last, replacement, old) {
                replacement.old = last.old.lowerBound..<replacement.old.upperBound
                replacement.new = last.new.lowerBound..<replacement.new.upperBound
                joined.removeLast()
            }
            joined.append(replacement)
        }
        return joined
    }

    /// Whether nothing is between them but white space, or no more than half of what each of them replaces.
    private static func isLittle(between first: Replacement, _ second: Replacement, _ old: [UInt8]) -> Bool {
        let between = old[first.old.upperBound..<second.old.lowerBound]
        return 2 * between.count <= min(first.longerCount, second.longerCount)
            || between.allSatisfy { $0 == 0x20 || 0x09...0x0D ~= $0 }
    }
}
