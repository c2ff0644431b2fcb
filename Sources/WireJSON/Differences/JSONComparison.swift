/// Compares JSON values: objects by their members, in whatever order; arrays by their elements, in order.
package struct JSONComparison: Sendable {
    /// When two numbers are the same.
    package enum Numbers: Sendable {
        /// When they are written alike: `1` and `1.0` differ.
        case asWritten
        /// When they have the same value, exactly: `1` and `1.0` are the same.
        case byValue
    }

    /// Whether two values that are not containers, and not the same, may pass for the same nevertheless.
    package typealias Tolerance = @Sendable (JSONValue, JSONValue) -> Bool

    /// Places that are left out of both values. For elements of arrays, `*` stands for each.
    package var ignored: [JSONPointer]
    package var numbers: Numbers
    package var tolerance: Tolerance?

    package init(ignored: [JSONPointer] = [], numbers: Numbers = .asWritten, tolerance: Tolerance? = nil) {
        self.ignored = ignored
        self.numbers = numbers
        self.tolerance = tolerance
    }

    package func areEqual(_ expected: JSONValue, _ actual: JSONValue) -> Bool {
        let ignored = IgnoredPlaces(ignored)
        if ignored.isAll { return true }
        var work = Int.max
        return areEqual(expected, actual, ignored, &work)
    }

    /// Where the values differ, in the order of the expected one; what only the actual one has is last in its object.
    ///
    /// - Parameter most: how many differences are looked for. Where there are as many, there may be more.
    package func differences(
        _ expected: JSONValue,
        _ actual: JSONValue,
        atMost most: Int = 1_000
    ) -> [JSONDifference] {
        let ignored = IgnoredPlaces(ignored)
        if ignored.isAll { return [] }
        var search = JSONDifferenceSearch(comparison: self, most: most)
        search.compare(expected, actual, ignored)
        return search.found
    }

    /// - Parameter work: how many values may be looked at yet; with none left, nothing is the same.
    func areEqual(_ expected: JSONValue, _ actual: JSONValue, _ ignored: IgnoredPlaces, _ work: inout Int) -> Bool {
        work -= 1
        guard work >= 0 else { return false }
        switch (expected, actual) {
        case (.object(let expected), .object(let actual)):
            if ignored.isEmpty, expected.count != actual.count { return false }
            for member in expected.members {
                let inner = ignored.inMember(member.key)
                if inner.isAll { continue }
                guard let other = actual[member.key], areEqual(member.value, other, inner, &work) else { return false }
            }
            return ignored.isEmpty
                || actual.keys.allSatisfy { expected.contains($0) || ignored.inMember($0).isAll }
        case (.array(let expected), .array(let actual)):
            if ignored.isEmpty {
                guard expected.count == actual.count else { return false }
                return zip(expected, actual).allSatisfy { areEqual($0, $1, ignored, &work) }
            }
            let left = ignored.elements(of: expected)
            let right = ignored.elements(of: actual)
            guard left.count == right.count else { return false }
            return zip(left, right).allSatisfy { areEqual($0.value, $1.value, $0.ignored, &work) }
        default:
            return areSameLeaves(expected, actual)
        }
    }

    private func areSameLeaves(_ expected: JSONValue, _ actual: JSONValue) -> Bool {
        if expected == actual { return true }
        if numbers == .byValue, let left = expected.number, let right = actual.number,
            let value = ExactDecimal(left), value == ExactDecimal(right)
        {
            return true
        }
        guard let tolerance, !expected.isContainer, !actual.isContainer else { return false }
        return tolerance(expected, actual)
    }
}

extension JSONValue {
    fileprivate var isContainer: Bool {
        switch self {
        case .array, .object: true
        case .null, .bool, .number, .string: false
        }
    }
}
