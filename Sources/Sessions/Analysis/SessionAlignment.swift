import Texts

/// Which exchanges of two sessions belong together: pairs of equal requests, in the order of both.
///
/// Equal beginnings and ends are set aside; requests that each side has exactly once then hold the rest together (as in
/// patience diff), and between two of these Myers' algorithm finds the most pairs. It gives up after some hundred to
/// two thousand exchanges on one side only in a row, keeps what it has found, and goes on from there: the result is
/// always right, but then not always the shortest. Time is some 10⁹ steps at worst for two million exchanges, memory below
/// 60 bytes for each, fingerprints included, and 20 MB.
package struct SessionAlignment: Sendable {
    private static let alone: Int32 = -1

    private let left: [UInt64]
    private let right: [UInt64]
    private let mostEdits: Int
    /// For each exchange on the left its partner on the right, or `alone`.
    private var partners: [Int32]

    /// - Parameters:
    ///   - left: the requests of one session, as numbers.
    ///   - right: those of the other.
    ///   - mostEdits: after how many edits to give up; what is good for this length if nil.
    package init(_ left: [UInt64], _ right: [UInt64], mostEdits: Int? = nil) {
        self.left = left
        self.right = right
        self.mostEdits = max(1, mostEdits ?? min(2048, max(256, 1_000_000_000 / max(1, left.count + right.count))))
        partners = Array(repeating: Self.alone, count: left.count)
        align()
    }

    /// The exchange on the right that has the request of this one on the left.
    package func partner(of index: Int) -> Int? {
        partners[index] == Self.alone ? nil : Int(partners[index])
    }

    private mutating func align() {
        let (leftRest, rightRest) = pairEnds(left.indices, right.indices)
        var (leftStart, rightStart) = (leftRest.lowerBound, rightRest.lowerBound)
        for anchor in UniqueAnchors.find(left, leftRest, right, rightRest) {
            pairMost(leftStart..<anchor.left, rightStart..<anchor.right)
            partners[anchor.left] = Int32(anchor.right)
            (leftStart, rightStart) = (anchor.left + 1, anchor.right + 1)
        }
        pairMost(leftStart..<leftRest.upperBound, rightStart..<rightRest.upperBound)
    }

    /// Pairs what is equal at the beginning and at the end.
    ///
    /// - Returns: what is left between.
    private mutating func pairEnds(_ leftRange: Range<Int>, _ rightRange: Range<Int>) -> (Range<Int>, Range<Int>) {
        var (leftStart, rightStart) = (leftRange.lowerBound, rightRange.lowerBound)
        var (leftEnd, rightEnd) = (leftRange.upperBound, rightRange.upperBound)
        while leftStart < leftEnd, rightStart < rightEnd, left[leftStart] == right[rightStart] {
            partners[leftStart] = Int32(rightStart)
            leftStart += 1
            rightStart += 1
        }
        while leftStart < leftEnd, rightStart < rightEnd, left[leftEnd - 1] == right[rightEnd - 1] {
            leftEnd -= 1
            rightEnd -= 1
            partners[leftEnd] = Int32(rightEnd)
        }
        return (leftStart..<leftEnd, rightStart..<rightEnd)
    }

    private mutating func pairMost(_ leftRange: Range<Int>, _ rightRange: Range<Int>) {
        var (leftRest, rightRest) = pairEnds(leftRange, rightRange)
        while !leftRest.isEmpty, !rightRest.isEmpty {
            let path = EditPath.find(left[leftRest], right[rightRest], mostEdits: mostEdits)
            for pair in path.pairs { partners[pair.left] = Int32(pair.right) }
            leftRest = path.leftEnd..<leftRest.upperBound
            rightRest = path.rightEnd..<rightRest.upperBound
        }
    }
}
