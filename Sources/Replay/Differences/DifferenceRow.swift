/// A row of two texts side by side.
package struct DifferenceRow: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case same
        /// Both sides have something, and not the same.
        case changed
        /// Only the expected side has something.
        case removed
        /// Only the actual side.
        case added
        /// So many rows that are the same are not shown.
        case folded(Int)
        /// The rest is not shown.
        case cut

        package var isDifference: Bool { self == .changed || self == .removed || self == .added }
    }

    package struct Line: Hashable, Sendable {
        /// From 1; nil where lines have none.
        package var number: Int?
        package var text: [UInt8]

        package init(number: Int?, text: [UInt8]) {
            self.number = number
            self.text = text
        }

        var unnumbered: Line { Line(number: nil, text: text) }
    }

    package var kind: Kind
    package var expected: Line?
    package var actual: Line?

    package init(_ kind: Kind, _ expected: Line? = nil, _ actual: Line? = nil) {
        self.kind = kind
        self.expected = expected
        self.actual = actual
    }

    /// How many rows that are the same are shown on either side of what differs.
    private static let context = 3

    /// The rows without most of those that are the same.
    package static func folded(_ rows: [DifferenceRow]) -> [DifferenceRow] {
        var result: [DifferenceRow] = []
        var start = 0
        while start < rows.count {
            guard rows[start].kind == .same else {
                result.append(rows[start])
                start += 1
                continue
            }
            let end = rows[start...].firstIndex { $0.kind != .same } ?? rows.count
            let head = start == 0 ? start : min(end, start + context)
            let tail = end == rows.count ? end : max(head, end - context)
            if tail - head < 2 {
                result += rows[start..<end]
            } else {
                result += rows[start..<head]
                result.append(DifferenceRow(.folded(tail - head)))
                result += rows[tail..<end]
            }
            start = end
        }
        return result
    }
}
