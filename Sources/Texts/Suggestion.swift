/// The name that a user may have meant.
package enum Suggestion {
    /// `; did you mean 'image'?`, or nothing when no name is near.
    package static func text(for word: String, among names: [String]) -> String {
        let near = names.map { ($0, distance(word.lowercased(), $0)) }.min { $0.1 < $1.1 }
        guard let (name, distance) = near, distance <= max(1, word.count / 3), distance < word.count else { return "" }
        return "; did you mean '\(name)'?"
    }

    /// How many letters must be added, dropped, changed or swapped with their neighbour (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(64))
        let right = Array(right.prefix(64))
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
