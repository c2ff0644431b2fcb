/// The way from the start of two sequences towards their ends with the fewest elements on one side only (Myers, "An
/// O(ND) Difference Algorithm and Its Variations", 1986).
package struct EditPath {
    /// Equal elements, by their indices.
    package private(set) var pairs: [(left: Int, right: Int)] = []
    /// How far it leads: to both ends, or as far as the edits suffice.
    package private(set) var leftEnd: Int
    package private(set) var rightEnd: Int

    /// - Parameter mostEdits: at least 1, so that it leads somewhere.
    package static func find(_ left: ArraySlice<UInt64>, _ right: ArraySlice<UInt64>, mostEdits: Int) -> EditPath {
        var search = Search(left: left, right: right)
        let goal = left.count + right.count
        while search.best.reached < goal, search.edits < mostEdits { search.step() }
        return EditPath(search)
    }

    /// Walks back through the steps of a search.
    private init(_ search: Search) {
        var (diagonal, x) = (search.best.diagonal, search.best.x)
        leftEnd = search.left.startIndex + x
        rightEnd = search.right.startIndex + x - diagonal
        for edits in stride(from: search.edits, through: 0, by: -1) {
            let (start, isFromLeft) = search.start(diagonal, edits)
            while x > start {
                x -= 1
                pairs.append((search.left.startIndex + x, search.right.startIndex + x - diagonal))
            }
            guard edits > 0 else { return }
            diagonal += isFromLeft ? -1 : 1
            x = isFromLeft ? start - 1 : start
        }
    }
}

/// For more and more edits, how far one gets on each diagonal: `x` elements on the left, `x - diagonal` on the right.
private struct Search {
    let left: ArraySlice<UInt64>
    let right: ArraySlice<UInt64>
    /// How many edits the last step allowed.
    var edits: Int { furthest.count - 1 }
    /// Where the last step came furthest.
    private(set) var best = (reached: -1, diagonal: 0, x: 0)

    private static let nowhere: Int32 = -1
    /// For each number of edits the diagonals from minus to plus that number.
    private var furthest: [[Int32]] = []

    init(left: ArraySlice<UInt64>, right: ArraySlice<UInt64>) {
        self.left = left
        self.right = right
        step()
    }

    mutating func step() {
        let edits = furthest.count
        var row = [Int32](repeating: Self.nowhere, count: 2 * edits + 1)
        best.reached = -1
        for diagonal in stride(from: -edits, through: edits, by: 2) {
            var (x, _) = start(diagonal, edits)
            guard x >= 0 else { continue }
            while x < left.count, x - diagonal < right.count,
                left[left.startIndex + x] == right[right.startIndex + x - diagonal]
            { x += 1 }
            row[diagonal + edits] = Int32(x)
            let reached = 2 * x - diagonal
            if reached > best.reached || reached == best.reached && abs(diagonal) < abs(best.diagonal) {
                best = (reached, diagonal, x)
            }
        }
        furthest.append(row)
    }

    /// Where a diagonal is entered with this many edits, before equal elements follow, and whether by an element of the
    /// left side; below zero when it cannot be.
    func start(_ diagonal: Int, _ edits: Int) -> (x: Int, isFromLeft: Bool) {
        if edits == 0 { return (0, false) }
        let fromLeft = x(diagonal - 1, edits - 1).map { $0 < left.count ? $0 + 1 : -1 } ?? -1
        let fromRight = x(diagonal + 1, edits - 1).map { $0 - diagonal <= right.count ? $0 : -1 } ?? -1
        return fromLeft > fromRight ? (fromLeft, true) : (fromRight, false)
    }

    private func x(_ diagonal: Int, _ edits: Int) -> Int? {
        let row = furthest[edits]
        guard abs(diagonal) <= edits, row[diagonal + edits] != Self.nowhere else { return nil }
        return Int(row[diagonal + edits])
    }
}
