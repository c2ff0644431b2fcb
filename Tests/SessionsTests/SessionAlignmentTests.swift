import TestSupport
import Testing
import Texts

@testable import Sessions

@Suite struct SessionAlignmentTests {
    private static func pairs(_ left: [UInt64], _ right: [UInt64], mostEdits: Int? = nil) -> [(Int, Int)] {
        let alignment = SessionAlignment(left, right, mostEdits: mostEdits)
        return left.indices.compactMap { index in alignment.partner(of: index).map { (index, $0) } }
    }

    private static func random(_ numbers: inout SeededRandom) -> [UInt64] {
        let letters = UInt64.random(in: 1...12, using: &numbers)
        return (0..<Int.random(in: 0...40, using: &numbers)).map { _ in UInt64.random(in: 1...letters, using: &numbers)
        }
    }

    /// The length of the longest common subsequence, by the book.
    private static func longest(_ left: [UInt64], _ right: [UInt64]) -> Int {
        var row = [Int](repeating: 0, count: right.count + 1)
        for value in left {
            var above = row
            for (column, other) in right.enumerated() {
                above[column + 1] = value == other ? row[column] + 1 : max(above[column], row[column + 1])
            }
            row = above
        }
        return row[right.count]
    }

    @Test("Pairs are equal and in the order of both, however few edits are allowed", arguments: [1, 2, 5, nil])
    func valid(mostEdits: Int?) {
        var numbers = SeededRandom(seed: 1)
        for _ in 0..<500 {
            let (left, right) = (Self.random(&numbers), Self.random(&numbers))
            var last = -1
            for (index, partner) in Self.pairs(left, right, mostEdits: mostEdits) {
                #expect(left[index] == right[partner])
                #expect(partner > last, "\(left) \(right)")
                last = partner
            }
        }
    }

    @Test("Enough edits find the most pairs")
    func shortest() {
        var numbers = SeededRandom(seed: 2)
        for _ in 0..<500 {
            let (left, right) = (Self.random(&numbers), Self.random(&numbers))
            let path = EditPath.find(left[...], right[...], mostEdits: 1000)
            #expect((path.leftEnd, path.rightEnd) == (left.count, right.count))
            #expect(path.pairs.count == Self.longest(left, right), "\(left) \(right)")
        }
    }

    @Test("What was only added or only removed leaves all else paired, also in sessions of one request")
    func added() {
        var numbers = SeededRandom(seed: 3)
        for letters in [1, 3, 1_000_000] as [UInt64] {
            let left = (0..<3000).map { _ in UInt64.random(in: 1...letters, using: &numbers) }
            let right = left.filter { _ in UInt64.random(in: 0..<10, using: &numbers) > 0 }
            #expect(Self.pairs(left, right).count == right.count)
            #expect(Self.pairs(right, left).count == right.count)
        }
    }

    @Test("Requests that are there once hold long sessions together, however much lies between")
    func anchors() {
        let block = [UInt64](repeating: 1, count: 500)
        let left = [7] + block + [8, 9]
        let right = [7, 5, 5] + [UInt64](repeating: 2, count: 4000) + [8, 6, 9]
        let partners = Self.pairs(left, right, mostEdits: 4).map(\.1)
        #expect(partners == [0, 4003, 4005])
    }

    @Test("Sessions that have nothing in common take time in proportion to their length")
    func different() {
        let left = (0..<100_000).map { UInt64($0 % 7) }
        let right = (0..<100_000).map { UInt64(10 + $0 % 5) }
        #expect(Self.pairs(left, right, mostEdits: 16).isEmpty)
    }

    @Test("Nothing has no pairs")
    func empty() {
        #expect(Self.pairs([], []).isEmpty)
        #expect(Self.pairs([1], []).isEmpty)
        #expect(Self.pairs([], [1]).isEmpty)
        #expect(Self.pairs([1], [1]).count == 1)
    }
}
