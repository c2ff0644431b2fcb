package import IPCFraming
import Sessions
import WireJSON

/// Commands that recorded requests suggest: what varies in them becomes a parameter.
package struct LearnedCommands {
    /// Members whose text says what a request is for.
    private static let verbs: Set<String> = [
        "command", "cmd", "action", "method", "request", "verb", "operation", "op", "function", "type", "element",
        "event",
    ]

    private struct Group {
        let name: String
        var shape: RequestShape
        var count = 1
        /// What came in answer, while that is always the same.
        var answer: [UInt8]?
    }

    private var groups: [Group] = []
    /// How many requests are none that a definition could send, or commands of the program's own.
    package private(set) var others = 0

    package init() {}

    /// Takes in a request, and what came in answer to it.
    package mutating func learn(_ request: RequestFrame, answer: [UInt8]?) {
        guard request.ending != .abort, let message = try? JSONParser.parse(request.bytes),
            case .object(let object) = message,
            !object.isEmpty, ![.image, .elements].contains(RequestKind(request))
        else {
            others += 1
            return
        }
        let name = Self.name(object)
        guard let index = groups.firstIndex(where: { $0.name == name }) else {
            groups.append(Group(name: name, shape: RequestShape(message), answer: answer))
            return
        }
        groups[index].shape.merge(message)
        groups[index].count += 1
        if groups[index].answer != answer { groups[index].answer = nil }
    }

    /// What the request is for, as far as that can be told.
    private static func name(_ object: JSONObject) -> String {
        let verb = object.members.first { verbs.contains($0.key.lossyText.lowercased()) && $0.value.string != nil }
        return verb?.value.string?.lossyText ?? object.members[0].key.lossyText
    }

    /// The definitions, each with what was seen.
    ///
    /// - Parameter isTaken: whether a name or an option cannot be had.
    package func definitions(isTaken: @escaping (String) -> Bool) -> [LearnedDefinition] {
        var names: Set<String> = []
        return groups.map { group in
            var name = LearnedDefinition.name(group.name)
            while isTaken(name) || names.contains(name) { name = "my-\(name)" }
            names.insert(name)
            var definition = LearnedDefinition(name, count: group.count, isTaken: isTaken)
            definition.write(group.shape, answer: group.answer)
            return definition
        }
    }
}
