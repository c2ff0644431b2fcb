/// A walk through two values that collects where they differ.
struct JSONDifferenceSearch {
    /// How many values may be looked at to find out which elements of two arrays belong together; after that they belong
    /// together by their index.
    private static let mostWork = 1_000_000
    /// How deep it looks: what is deeper is one value, the same or another.
    private static let mostDepth = 200

    private let comparison: JSONComparison
    private let most: Int
    private var path: [String] = []
    private var work = mostWork
    private(set) var found: [JSONDifference] = []

    init(comparison: JSONComparison, most: Int) {
        self.comparison = comparison
        self.most = most
    }

    mutating func compare(_ expected: JSONValue, _ actual: JSONValue, _ ignored: IgnoredPlaces) {
        guard found.count < most else { return }
        switch (expected, actual) {
        case (.object(let left), .object(let right)) where path.count < Self.mostDepth:
            compare(left, right, ignored)
        case (.array(let left), .array(let right)) where path.count < Self.mostDepth:
            compare(ignored.elements(of: left), ignored.elements(of: right))
        default:
            var work = Int.max
            if !comparison.areEqual(expected, actual, ignored, &work) { add(expected, actual) }
        }
    }

    private mutating func compare(_ left: JSONObject, _ right: JSONObject, _ ignored: IgnoredPlaces) {
        for member in left.members {
            let inner = ignored.inMember(member.key)
            if inner.isAll { continue }
            inside(member.key.lossyText) { search in
                if let other = right[member.key] {
                    search.compare(member.value, other, inner)
                } else {
                    search.add(member.value, nil)
                }
            }
        }
        for member in right.members where !left.contains(member.key) && !ignored.inMember(member.key).isAll {
            inside(member.key.lossyText) { $0.add(nil, member.value) }
        }
    }

    private mutating func compare(_ left: [IgnoredPlaces.Element], _ right: [IgnoredPlaces.Element]) {
        for pair in ArrayAlignment.pairs(left, right, comparison, &work) {
            switch (pair.left.map { left[$0] }, pair.right.map { right[$0] }) {
            case (let expected?, let actual?):
                inside(String(expected.index)) { $0.compare(expected.value, actual.value, expected.ignored) }
            case (let expected?, nil): inside(String(expected.index)) { $0.add(expected.value, nil) }
            case (nil, let actual?): inside(String(actual.index)) { $0.add(nil, actual.value) }
            case (nil, nil): break
            }
        }
    }

    private mutating func inside(_ token: String, _ body: (inout JSONDifferenceSearch) -> Void) {
        guard found.count < most else { return }
        path.append(token)
        body(&self)
        path.removeLast()
    }

    private mutating func add(_ expected: JSONValue?, _ actual: JSONValue?) {
        found.append(JSONDifference(pointer: JSONPointer(tokens: path), expected: expected, actual: actual))
    }
}
