/// The answer to the Tab key.
package struct Completion: Equatable, Sendable {
    /// The part of the line to be completed, in UTF-8 offsets; what lies outside the line is cut off.
    package var replace: Range<Int>

    package var candidates: [Candidate]

    /// Shown when there is no candidate: what the command expects here.
    package var usage: String?

    package init(replace: Range<Int>, candidates: [Candidate], usage: String? = nil) {
        self.replace = replace
        self.candidates = candidates
        self.usage = usage
    }

    /// The longest beginning that all insertions share, never ending inside a character.
    ///
    /// Scalars are compared, not characters: names that differ in normalization only are different files.
    var commonPrefix: String {
        guard var prefix = candidates.first?.insertion.unicodeScalars[...] else { return "" }
        for candidate in candidates.dropFirst() {
            let scalars = candidate.insertion.unicodeScalars
            let length = zip(prefix, scalars).prefix { $0 == $1 }.count
            prefix = prefix.prefix(length)
        }
        while !prefix.isEmpty, !candidates.allSatisfy({ $0.endsCharacter(after: prefix.count) }) {
            prefix.removeLast()
        }
        return String(prefix)
    }
}

extension Candidate {
    /// Whether a character ends after this many scalars of the insertion.
    fileprivate func endsCharacter(after count: Int) -> Bool {
        let scalars = insertion.unicodeScalars
        guard let index = scalars.index(scalars.startIndex, offsetBy: count, limitedBy: scalars.endIndex) else {
            return false
        }
        return index.samePosition(in: insertion) != nil
    }
}
