/// The connections that a taker keeps, and how they have changed since somebody looked.
struct KeptConnections {
    struct Changes {
        /// They have left before the others came, which may have their numbers.
        fileprivate(set) var removed: [Int32] = []
        fileprivate(set) var added: [Int32] = []
    }

    private(set) var all: [Int32] = []
    private var changes = Changes()

    mutating func append(_ descriptor: Int32) {
        all.append(descriptor)
        changes.added.append(descriptor)
    }

    mutating func remove(at index: Int) {
        let descriptor = all.remove(at: index)
        // Nobody has seen it.
        if let place = changes.added.firstIndex(of: descriptor) {
            changes.added.remove(at: place)
        } else {
            changes.removed.append(descriptor)
        }
    }

    mutating func removeAll() {
        while !all.isEmpty { remove(at: all.count - 1) }
    }

    /// - Returns: `nil` when there are none.
    mutating func takeChanges() -> Changes? {
        if changes.added.isEmpty, changes.removed.isEmpty { return nil }
        defer { changes = Changes() }
        return changes
    }
}
