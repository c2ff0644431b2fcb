/// A part of one text with something else in its place in another.
struct Replacement: Equatable {
    var old: Range<Int>
    var new: Range<Int>

    var longerCount: Int { max(old.count, new.count) }

    /// The replacement without what is the same at its start and its end.
    ///
    /// - Parameter isCut: whether a text may be cut at an offset.
    func trimmed(
        _ oldText: TokenizedText,
        _ newText: TokenizedText,
        isCut: (TokenizedText, Int) -> Bool
    ) -> Replacement {
        let shorter = min(old.count, new.count)
        var start = 0
        while start < shorter, oldText.bytes[old.lowerBound + start] == newText.bytes[new.lowerBound + start] {
            start += 1
        }
        while start > 0, !isCut(oldText, old.lowerBound + start) || !isCut(newText, new.lowerBound + start) {
            start -= 1
        }
        var end = 0
        while end < shorter - start,
            oldText.bytes[old.upperBound - 1 - end] == newText.bytes[new.upperBound - 1 - end]
        {
            end += 1
        }
        while end > 0, !isCut(oldText, old.upperBound - end) || !isCut(newText, new.upperBound - end) { end -= 1 }
        return Replacement(
            old: (old.lowerBound + start)..<(old.upperBound - end),
            new: (new.lowerBound + start)..<(new.upperBound - end)
        )
    }

    /// The replacement by characters, when at least half of the longer part's are the same: `größe` and `grösse`.
    /// Numbers stay whole.
    func refined(_ oldText: TokenizedText, _ newText: TokenizedText) -> Replacement {
        if oldText.isNumber(old), newText.isNumber(new) { return self }
        let trimmed = trimmed(oldText, newText) { text, offset in text.isCharacterStart(offset) }
        if trimmed == self { return self }
        let (oldCount, newCount) = (oldText.characterCount(old), newText.characterCount(new))
        let sameCount = oldCount - oldText.characterCount(trimmed.old)
        return sameCount > 0 && 2 * sameCount >= max(oldCount, newCount) ? trimmed : self
    }
}
