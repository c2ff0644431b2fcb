package import WireJSON

/// In what two JSON values differ, as far as it helps to find a mistake.
package struct JSONDifference {
    /// The first ones, ``NearMiss/limit`` at the most.
    package private(set) var places: [NearMiss.Place] = []

    package init(recorded: JSONValue, actual: JSONValue) {
        compare(recorded, actual, at: "")
    }

    private mutating func compare(_ recorded: JSONValue, _ actual: JSONValue, at path: String) {
        guard places.count < NearMiss.limit, recorded != actual else { return }
        switch (recorded, actual) {
        case (.object(let recorded), .object(let actual)):
            for member in recorded.members {
                let path = Self.path(member.key, in: path)
                if let other = actual[member.key] {
                    compare(member.value, other, at: path)
                } else {
                    places.append(NearMiss.Place(pointer: path, wanted: member.value, actual: nil))
                }
            }
            for member in actual.members where recorded[member.key] == nil {
                let path = Self.path(member.key, in: path)
                places.append(NearMiss.Place(pointer: path, wanted: nil, actual: member.value))
            }
        case (.array(let recorded), .array(let actual)) where recorded.count == actual.count:
            for (index, pair) in zip(recorded, actual).enumerated() { compare(pair.0, pair.1, at: "\(path)/\(index)") }
        default:
            places.append(NearMiss.Place(pointer: path, wanted: recorded, actual: actual))
        }
    }

    private static func path(_ key: JSONString, in path: String) -> String {
        path + JSONPointer(tokens: [key.lossyText]).description
    }
}
