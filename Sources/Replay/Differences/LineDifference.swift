import Texts

/// What differs in two texts, line by line.
package struct LineDifference: Sendable {
    /// More lines than these are not looked at.
    private static let mostLines = 20_000

    /// All lines of both texts, in their order.
    package let rows: [DifferenceRow]

    package init(_ expected: [UInt8], _ actual: [UInt8]) {
        let (old, new) = (Self.lines(expected), Self.lines(actual))
        var rows: [DifferenceRow] = []
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
        var tail = 0
        while tail < min(old.count, new.count) - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
            tail += 1
        }
        let (oldMiddle, newMiddle) = (start..<(old.count - tail), start..<(new.count - tail))
        func line(_ lines: [ArraySlice<UInt8>], _ index: Int) -> DifferenceRow.Line {
            DifferenceRow.Line(number: index + 1, text: Array(lines[index]))
        }
        func same(_ oldStart: Int, _ newStart: Int, _ count: Int) {
            for offset in 0..<count {
                rows.append(DifferenceRow(.same, line(old, oldStart + offset), line(new, newStart + offset)))
            }
        }
        /// Lines that stand in each other's place belong together.
        func replaced(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
            let pairs = min(oldRange.count, newRange.count)
            for offset in 0..<pairs {
                let (left, right) = (oldRange.lowerBound + offset, newRange.lowerBound + offset)
                rows.append(DifferenceRow(.changed, line(old, left), line(new, right)))
            }
            for index in oldRange.dropFirst(pairs) { rows.append(DifferenceRow(.removed, line(old, index), nil)) }
            for index in newRange.dropFirst(pairs) { rows.append(DifferenceRow(.added, nil, line(new, index))) }
        }
        same(0, 0, start)
        var (oldEnd, newEnd) = (start, start)
        let runs = ShortestEdit.runs(oldMiddle.count, newMiddle.count) { left, right in
            let (left, right) = (old[oldMiddle.lowerBound + left], new[newMiddle.lowerBound + right])
            return left.count == right.count ? (left == right, 1 + left.count / 8) : (false, 1)
        }
        for run in runs ?? [] {
            let (oldStart, newStart) = (oldMiddle.lowerBound + run.old, newMiddle.lowerBound + run.new)
            replaced(oldEnd..<oldStart, newEnd..<newStart)
            same(oldStart, newStart, run.count)
            (oldEnd, newEnd) = (oldStart + run.count, newStart + run.count)
        }
        replaced(oldEnd..<oldMiddle.upperBound, newEnd..<newMiddle.upperBound)
        same(oldMiddle.upperBound, newMiddle.upperBound, tail)
        self.rows = rows
    }

    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "\n"), maxSplits: mostLines, omittingEmptySubsequences: false)
    }
}
