/// Two JSON values by member, side by side.
package struct JSONSideBySide {
    /// A row; both sides are the same unless `isDifference`.
    package struct Row: Hashable, Sendable {
        package var expected: String?
        package var actual: String?
        package var isDifference: Bool
    }

    /// More rows are left out.
    package static let mostRows = 2_000
    private static let mostDepth = 200
    /// A longer value that is the same on both sides is cut, in characters.
    private static let longestSame = 100
    private static let mostWork = 1_000_000

    private let comparison: JSONComparison
    private var depth = 0
    private var work = mostWork
    private var rows: [Row] = []

    private init(_ comparison: JSONComparison) {
        self.comparison = comparison
    }

    /// The rows, and whether some were left out.
    package static func rows(
        _ expected: JSONValue,
        _ actual: JSONValue,
        _ comparison: JSONComparison = JSONComparison()
    ) -> (rows: [Row], isCut: Bool) {
        var table = JSONSideBySide(comparison)
        table.pair("", expected, actual, IgnoredPlaces(comparison.ignored))
        return (Array(table.rows.prefix(mostRows)), table.rows.count > mostRows)
    }

    private mutating func pair(
        _ label: String,
        _ expected: JSONValue,
        _ actual: JSONValue,
        _ ignored: IgnoredPlaces
    ) {
        guard rows.count <= Self.mostRows else { return }
        var unlimited = Int.max
        if ignored.isAll || comparison.areEqual(expected, actual, ignored, &unlimited) {
            add(label + Self.cut(expected), label + Self.cut(actual), isDifference: false)
            return
        }
        switch (expected, actual) {
        case (.object(let left), .object(let right)) where depth < Self.mostDepth:
            nested(label, "{", "}") { $0.members(left, right, ignored) }
        case (.array(let left), .array(let right)) where depth < Self.mostDepth:
            nested(label, "[", "]") { $0.elements(ignored.elements(of: left), ignored.elements(of: right)) }
        default:
            let (left, right) = (Self.lines(label, expected), Self.lines(label, actual))
            for index in 0..<max(left.count, right.count) {
                add(
                    index < left.count ? left[index] : nil,
                    index < right.count ? right[index] : nil,
                    isDifference: true
                )
            }
        }
    }

    private mutating func members(_ left: JSONObject, _ right: JSONObject, _ ignored: IgnoredPlaces) {
        for member in left.members {
            let label = Self.label(member.key)
            if let other = right[member.key] {
                pair(label, member.value, other, ignored.inMember(member.key))
            } else {
                alone(label, member.value, isExpected: true, isDifference: !ignored.inMember(member.key).isAll)
            }
        }
        for member in right.members where !left.contains(member.key) {
            let isIgnored = ignored.inMember(member.key).isAll
            alone(Self.label(member.key), member.value, isExpected: false, isDifference: !isIgnored)
        }
    }

    private mutating func elements(_ left: ArrayAlignment.Elements, _ right: ArrayAlignment.Elements) {
        for pair in ArrayAlignment.pairs(left, right, comparison, &work) {
            switch (pair.left.map { left[$0] }, pair.right.map { right[$0] }) {
            case (let expected?, let actual?): self.pair("", expected.value, actual.value, expected.ignored)
            case (let expected?, nil): alone("", expected.value, isExpected: true, isDifference: true)
            case (nil, let actual?): alone("", actual.value, isExpected: false, isDifference: true)
            case (nil, nil): break
            }
        }
    }

    private mutating func nested(
        _ label: String,
        _ opening: String,
        _ closing: String,
        _ body: (inout JSONSideBySide) -> Void
    ) {
        add(label + opening, label + opening, isDifference: false)
        depth += 1
        body(&self)
        depth -= 1
        add(closing, closing, isDifference: false)
    }

    private mutating func alone(_ label: String, _ value: JSONValue, isExpected: Bool, isDifference: Bool) {
        for line in Self.lines(label, value) {
            add(isExpected ? line : nil, isExpected ? nil : line, isDifference: isDifference)
        }
    }

    private mutating func add(_ expected: String?, _ actual: String?, isDifference: Bool) {
        guard rows.count <= Self.mostRows else { return }
        let indent = String(repeating: "  ", count: depth)
        rows.append(
            Row(expected: expected.map { indent + $0 }, actual: actual.map { indent + $0 }, isDifference: isDifference)
        )
    }

    private static func label(_ key: JSONString) -> String {
        JSONWriter.compact.text(of: .string(key)) + ": "
    }

    private static func cut(_ value: JSONValue) -> String {
        let text = JSONWriter.compact.text(of: value)
        return text.count > longestSame ? text.prefix(longestSame) + "..." : text
    }

    /// A value that stands alone: its members one level down, each in a line.
    private static func lines(_ label: String, _ value: JSONValue) -> [String] {
        func text(_ value: JSONValue) -> String { JSONWriter.compact.text(of: value) }
        switch value {
        case .object(let object) where !object.isEmpty:
            return [label + "{"] + object.members.prefix(mostRows).map { "  " + Self.label($0.key) + text($0.value) }
                + ["}"]
        case .array(let array) where !array.isEmpty:
            return [label + "["] + array.prefix(mostRows).map { "  " + text($0) } + ["]"]
        default: return [label + text(value)]
        }
    }
}
