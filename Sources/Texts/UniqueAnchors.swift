/// Elements that two sequences have exactly once each, in the order of both.
package enum UniqueAnchors {
    package struct Anchor: Hashable {
        package var left: Int
        package var right: Int
    }

    package static func find(
        _ left: [UInt64],
        _ leftRange: Range<Int>,
        _ right: [UInt64],
        _ rightRange: Range<Int>
    ) -> [Anchor] {
        let (leftUnique, rightUnique) = (unique(left, leftRange), unique(right, rightRange))
        var anchors: [Anchor] = []
        var index = 0
        for entry in leftUnique {
            while index < rightUnique.count, rightUnique[index].value < entry.value { index += 1 }
            guard index < rightUnique.count else { break }
            if rightUnique[index].value == entry.value {
                anchors.append(Anchor(left: entry.index, right: rightUnique[index].index))
            }
        }
        anchors.sort { $0.left < $1.left }
        return longestIncreasing(anchors)
    }

    private static func unique(_ values: [UInt64], _ range: Range<Int>) -> [(value: UInt64, index: Int)] {
        let sorted = range.map { (value: values[$0], index: $0) }.sorted { $0.value < $1.value }
        return sorted.indices.filter { index in
            (index == 0 || sorted[index - 1].value != sorted[index].value)
                && (index == sorted.count - 1 || sorted[index + 1].value != sorted[index].value)
        }
        .map { sorted[$0] }
    }

    /// The most anchors that stand in the same order on the right, too (patience sorting).
    private static func longestIncreasing(_ anchors: [Anchor]) -> [Anchor] {
        /// The last anchor, by its index, of the best chain of each length.
        var ends: [Int] = []
        var previous: [Int] = []
        for (index, anchor) in anchors.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if anchors[ends[middle]].right < anchor.right { low = middle + 1 } else { high = middle }
            }
            previous.append(low > 0 ? ends[low - 1] : -1)
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var chain: [Anchor] = []
        var index = ends.last ?? -1
        while index >= 0 {
            chain.append(anchors[index])
            index = previous[index]
        }
        return chain.reversed()
    }
}
