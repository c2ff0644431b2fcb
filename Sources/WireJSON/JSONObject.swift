/// The members of an object in their order; of equal keys the last value, in the first one's place (a Python `dict`).
package struct JSONObject: Sendable {
    package struct Member: Sendable, Hashable {
        package let key: JSONString
        package var value: JSONValue
    }

    package private(set) var members: [Member]

    /// Where each key is; kept only for objects too large to look through.
    private var positions: [JSONString: Int]?

    private static let mostMembersWithoutIndex = 16

    package init() {
        members = []
    }

    /// An object that has room for as many members as requests and lines of sessions have.
    init(capacity: Int) {
        members = []
        members.reserveCapacity(capacity)
    }

    package init(_ members: some Sequence<(JSONString, JSONValue)>) {
        self.init()
        for (key, value) in members {
            self[key] = value
        }
    }

    package var count: Int { members.count }

    package var isEmpty: Bool { members.isEmpty }

    package var keys: some RandomAccessCollection<JSONString> { members.lazy.map(\.key) }

    package var values: some RandomAccessCollection<JSONValue> { members.lazy.map(\.value) }

    package func contains(_ key: JSONString) -> Bool { position(of: key) != nil }

    /// The value of `key`. Setting nil removes the key, which takes time in proportion to the object's size.
    package subscript(key: JSONString) -> JSONValue? {
        get {
            position(of: key).map { members[$0].value }
        }
        set {
            if let newValue {
                set(key, to: newValue)
            } else if let position = position(of: key) {
                members.remove(at: position)
                indexMembers()
            }
        }
    }

    /// Sets `key`, which keeps its place when the object has it already.
    package mutating func set(_ key: JSONString, to value: JSONValue) {
        if let position = position(of: key) {
            members[position].value = value
        } else {
            appendNew(key, value)
        }
    }

    /// Appends a member whose key the object does not have.
    mutating func appendNew(_ key: consuming JSONString, _ value: consuming JSONValue) {
        members.append(Member(key: key, value: value))
        guard members.count > Self.mostMembersWithoutIndex else { return }
        if positions == nil { indexMembers() } else { positions?[members[members.count - 1].key] = members.count - 1 }
    }

    private func position(of key: JSONString) -> Int? {
        if let positions { return positions[key] }
        return members.indices.first { members[$0].key == key }
    }

    private mutating func indexMembers() {
        guard members.count > Self.mostMembersWithoutIndex else {
            positions = nil
            return
        }
        var positions: [JSONString: Int] = [:]
        positions.reserveCapacity(members.count * 2)
        for (position, member) in members.enumerated() {
            positions[member.key] = position
        }
        self.positions = positions
    }
}

/// Equal means the same members in the same order, as the texts of two objects must be.
extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members == right.members
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(members)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (JSONString, JSONValue)...) {
        self.init(elements)
    }
}
