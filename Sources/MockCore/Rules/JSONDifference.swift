package import WireJSON

/// In what two JSON values differ, as far as it helps to find a mistake.
package struct JSONDifference {
    /// Places that are counted at the most.
    private static let limit = 100
    /// Characters of a value that are shown.
    private static let shownLength = 60

    private(set) var count = 0
    /// The first one, in words.
    private(set) var first = ""

    package init(recorded: JSONValue, actual: JSONValue) {
        compare(recorded, actual, at: "")
    }

    private mutating func compare(_ recorded: JSONValue, _ actual: JSONValue, at path: String) {
        guard count < Self.limit, recorded != actual else { return }
        switch (recorded, actual) {
        case (.object(let recorded), .object(let actual)):
            for member in recorded.members {
                let path = "\(path)/\(member.key.lossyText)"
                if let other = actual[member.key] {
                    compare(member.value, other, at: path)
                } else {
                    add("\(path) is missing")
                }
            }
            for key in actual.keys where recorded[key] == nil { add("\(path)/\(key.lossyText) was not there") }
        case (.array(let recorded), .array(let actual)) where recorded.count == actual.count:
            for (index, pair) in zip(recorded, actual).enumerated() { compare(pair.0, pair.1, at: "\(path)/\(index)") }
        default:
            add("\(path.isEmpty ? "it" : path) is \(Self.words(actual)), not \(Self.words(recorded))")
        }
    }

    private mutating func add(_ words: String) {
        if count == 0 { first = words }
        count += 1
    }

    private static func words(_ value: JSONValue) -> String {
        let text = JSONWriter.compact.text(of: value)
        let start = text.unicodeScalars.prefix(shownLength)
        return start.endIndex == text.endIndex ? text : "\(Substring(start))..."
    }
}
