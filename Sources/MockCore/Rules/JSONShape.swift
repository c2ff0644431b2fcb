import WireJSON

/// The leaves of a JSON value as numbers, so that the distance of two values takes no time to speak of: every missed
/// request is compared with hundreds.
struct JSONShape: Sendable {
    private struct Leaf: Sendable {
        /// Hashes: two of them that are equal by chance make a hint a little worse, no more.
        var path: Int
        var value: Int
    }

    /// By their paths.
    private let leaves: [Leaf]

    init(_ value: JSONValue) {
        var leaves: [Leaf] = []
        Self.add(value, at: 0, to: &leaves)
        self.leaves = leaves.sorted { $0.path < $1.path }
    }

    /// In how many places they differ: what only one has counts like what both have with other values.
    func distance(to other: JSONShape) -> Int {
        var (count, left, right) = (0, 0, 0)
        while left < leaves.count, right < other.leaves.count {
            let (mine, its) = (leaves[left], other.leaves[right])
            if mine.path == its.path {
                if mine.value != its.value { count += 1 }
                left += 1
                right += 1
            } else {
                count += 1
                if mine.path < its.path { left += 1 } else { right += 1 }
            }
        }
        return count + leaves.count - left + other.leaves.count - right
    }

    private static func add(_ value: JSONValue, at path: Int, to leaves: inout [Leaf]) {
        switch value {
        case .object(let object) where !object.members.isEmpty:
            for member in object.members { add(member.value, at: step(path, member.key.hashValue), to: &leaves) }
        case .array(let array) where !array.isEmpty:
            for (index, element) in array.enumerated() { add(element, at: step(path, ~index), to: &leaves) }
        case .null, .bool, .number, .string, .array, .object:
            leaves.append(Leaf(path: path, value: value.hashValue))
        }
    }

    /// The golden ratio spreads what hardly differs (Knuth, TAOCP 6.4).
    private static func step(_ path: Int, _ hash: Int) -> Int {
        (path ^ hash) &* Int(bitPattern: 0x9E37_79B9_7F4A_7C15)
    }
}
