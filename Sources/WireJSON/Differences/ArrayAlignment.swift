/// Which elements of two arrays belong together, so that one that was put in does not make all behind it differ.
enum ArrayAlignment {
    /// Positions in both arrays; nil where only the other has an element.
    struct Pair: Hashable {
        var left: Int?
        var right: Int?
    }

    /// The most pairs of elements that are weighed against each other.
    private static let mostPairs = 1 << 16
    /// What it costs to leave out an element of one side. To pair two costs nothing when they are the same, and as much
    /// as to leave out both when they have nothing in common.
    private static let gap = 60

    typealias Elements = [IgnoredPlaces.Element]

    /// - Parameter work: how many values may be looked at yet.
    /// - Returns: all elements of both, in order.
    static func pairs(
        _ left: Elements,
        _ right: Elements,
        _ comparison: JSONComparison,
        _ work: inout Int
    ) -> [Pair] {
        var start = 0
        while start < min(left.count, right.count),
            comparison.areEqual(left[start].value, right[start].value, left[start].ignored, &work)
        {
            start += 1
        }
        var (leftEnd, rightEnd) = (left.count, right.count)
        while leftEnd > start, rightEnd > start,
            comparison.areEqual(
                left[leftEnd - 1].value,
                right[rightEnd - 1].value,
                left[leftEnd - 1].ignored,
                &work
            )
        {
            leftEnd -= 1
            rightEnd -= 1
        }
        let middle =
            weighed(left[start..<leftEnd], right[start..<rightEnd], comparison, &work)
            ?? byIndex(start..<leftEnd, start..<rightEnd)
        return byIndex(0..<start, 0..<start) + middle + byIndex(leftEnd..<left.count, rightEnd..<right.count)
    }

    private static func byIndex(_ left: Range<Int>, _ right: Range<Int>) -> [Pair] {
        (0..<max(left.count, right.count)).map { offset in
            Pair(
                left: offset < left.count ? left.lowerBound + offset : nil,
                right: offset < right.count ? right.lowerBound + offset : nil
            )
        }
    }

    /// The cheapest pairing (Needleman and Wunsch, 1970); nil when it would take too long.
    private static func weighed(
        _ left: ArraySlice<IgnoredPlaces.Element>,
        _ right: ArraySlice<IgnoredPlaces.Element>,
        _ comparison: JSONComparison,
        _ work: inout Int
    ) -> [Pair]? {
        guard left.count > 0, right.count > 0, left.count + right.count > 2 else { return nil }
        let (count, isTooLarge) = left.count.multipliedReportingOverflow(by: right.count)
        guard !isTooLarge, count <= mostPairs, work > 0 else { return nil }
        let width = right.count + 1
        /// What is cheapest for the elements from a position on.
        var costs = [Int](repeating: 0, count: (left.count + 1) * width)
        var paired = costs
        for row in (0...left.count).reversed() {
            for column in (0...right.count).reversed() {
                let place = row * width + column
                switch (row == left.count, column == right.count) {
                case (true, true): continue
                case (true, false): costs[place] = costs[place + 1] + gap
                case (false, true): costs[place] = costs[place + width] + gap
                case (false, false):
                    let pair = cost(left[left.startIndex + row], right[right.startIndex + column], comparison, &work)
                    guard work > 0 else { return nil }
                    paired[place] = costs[place + width + 1] + pair
                    costs[place] = min(paired[place], min(costs[place + 1], costs[place + width]) + gap)
                }
            }
        }
        var pairs: [Pair] = []
        var (row, column) = (0, 0)
        while row < left.count || column < right.count {
            let place = row * width + column
            let (leftPosition, rightPosition) = (left.startIndex + row, right.startIndex + column)
            if row < left.count, column < right.count, costs[place] == paired[place] {
                pairs.append(Pair(left: leftPosition, right: rightPosition))
                (row, column) = (row + 1, column + 1)
            } else if row < left.count, costs[place] == costs[place + width] + gap {
                pairs.append(Pair(left: leftPosition, right: nil))
                row += 1
            } else {
                pairs.append(Pair(left: nil, right: rightPosition))
                column += 1
            }
        }
        return pairs
    }

    private static func cost(
        _ left: IgnoredPlaces.Element,
        _ right: IgnoredPlaces.Element,
        _ comparison: JSONComparison,
        _ work: inout Int
    ) -> Int {
        switch (left.value, right.value) {
        case (.object(let leftObject), .object(let rightObject)):
            let most = max(leftObject.count, rightObject.count)
            if most == 0 { return 0 }
            var same = 0
            for member in leftObject.members {
                let ignored = left.ignored.inMember(member.key)
                if ignored.isAll { continue }
                if let other = rightObject[member.key], comparison.areEqual(member.value, other, ignored, &work) {
                    same += 1
                }
            }
            return same == most ? 0 : 2 * gap - max(1, same * (2 * gap - 1) / most)
        case (.array, .array), (.string, .string), (.number, .number), (.bool, .bool), (.null, .null):
            // Two of a kind rather belong together than not.
            return comparison.areEqual(left.value, right.value, left.ignored, &work) ? 0 : 2 * gap - 1
        default:
            work -= 1
            return 2 * gap
        }
    }
}
