/// The longest common subsequence of two sequences (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations",
/// 1986), within a limit of work and memory.
package struct ShortestEdit {
    /// A row of elements that are the same in both.
    package struct Run: Equatable {
        package var old: Int
        package var new: Int
        package var count: Int
    }

    /// The most elements that may differ; what is kept to find the way back takes its square in 4 bytes: 4 MB.
    package static let mostDifferences = 1000

    /// The most steps of work, some 10 ms.
    package static let mostSteps = 2_000_000

    private let oldCount: Int
    private let newCount: Int
    /// How far in the old sequence each diagonal has come after each number of differences; those of `d` differences,
    /// for the diagonals -d to d, start at d².
    private var reached: [Int32] = []

    /// - Parameter compare: whether an element of the old sequence is one of the new, and how many steps it took to see.
    /// - Returns: the rows, in their order; `nil` when it takes too much work.
    package static func runs(_ oldCount: Int, _ newCount: Int, compare: (Int, Int) -> (areEqual: Bool, steps: Int))
        -> [Run]?
    {
        guard oldCount < Int32.max, newCount < Int32.max else { return nil }
        var edit = ShortestEdit(oldCount: oldCount, newCount: newCount)
        return edit.search(compare).map { edit.runs(differences: $0) }
    }

    private init(oldCount: Int, newCount: Int) {
        self.oldCount = oldCount
        self.newCount = newCount
    }

    /// - Returns: how many elements must be removed or added.
    private mutating func search(_ compare: (Int, Int) -> (areEqual: Bool, steps: Int)) -> Int? {
        var steps = 0
        for differences in 0...Self.mostDifferences {
            let row = differences * differences + differences
            reached.append(contentsOf: repeatElement(0, count: 2 * differences + 1))
            for diagonal in stride(from: -differences, through: differences, by: 2) {
                var old = differences == 0 ? 0 : start(of: diagonal, differences).old
                var new = old - diagonal
                while old < oldCount, new < newCount {
                    let comparison = compare(old, new)
                    steps += comparison.steps
                    guard comparison.areEqual else { break }
                    old += 1
                    new += 1
                }
                reached[row + diagonal] = Int32(old)
                if old >= oldCount, new >= newCount { return differences }
                if steps > Self.mostSteps { return nil }
            }
        }
        return nil
    }

    /// Where a diagonal goes on after one more difference, and whether that is an addition.
    private func start(of diagonal: Int, _ differences: Int) -> (old: Int, isAddition: Bool) {
        let row = (differences - 1) * (differences - 1) + differences - 1
        if diagonal == -differences { return (Int(reached[row + diagonal + 1]), true) }
        let afterRemoval = Int(reached[row + diagonal - 1]) + 1
        if diagonal == differences { return (afterRemoval, false) }
        let afterAddition = Int(reached[row + diagonal + 1])
        return afterRemoval <= afterAddition ? (afterAddition, true) : (afterRemoval, false)
    }

    private func runs(differences: Int) -> [Run] {
        var runs: [Run] = []
        var end = oldCount
        var diagonal = oldCount - newCount
        for differences in stride(from: differences, through: 0, by: -1) {
            let (start, isAddition) = differences == 0 ? (0, false) : self.start(of: diagonal, differences)
            if end > start { runs.append(Run(old: start, new: start - diagonal, count: end - start)) }
            end = isAddition ? start : start - 1
            diagonal += isAddition ? 1 : -1
        }
        return runs.reversed()
    }
}
