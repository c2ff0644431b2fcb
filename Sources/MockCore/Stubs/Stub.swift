import IPCFraming
package import Sessions
package import Texts
package import WireJSON

/// An answer to all requests of a certain form.
package struct Stub: Sendable {
    package let match: StubMatch
    package let terms: StubTerms
    /// As it was written, for whoever asks.
    package let source: JSONObject
    /// One after the other; the last one stays.
    private let answers: [StubAnswer]

    private static let keys = StubTerms.keys.union(StubAnswer.keys).union([
        "match", "responses", "note", "tags", "n", "gap",
    ])

    /// Reads a session's line.
    ///
    /// - Throws: ``PatternError`` when a pattern, a `${...}`, a fault or another key in it is none.
    package init(_ stub: SessionStub) throws(PatternError) {
        try stub.answer.refuseUnknownError()
        do throws(StubError) {
            let fields = stub.answer.others
            match = try StubMatch(stub.match, at: "/match")
            terms = try StubTerms(fields)
            if let responses = fields["responses"] {
                answers = try Self.answers(responses)
            } else {
                var answer = stub.answer
                if let messages = fields["messages"] {
                    guard answer.response == nil else { throw StubError("/messages", "stands beside a response") }
                    answer.responses = try StubAnswer.messages(messages, at: "")
                }
                answers = [try StubAnswer(answer, at: "")]
            }
            var source = JSONObject()
            source["match"] = stub.match
            if let response = stub.answer.response {
                source["response"] = .string(JSONString(String(decoding: response.bytes, as: UTF8.self)))
            }
            if let error = stub.answer.error { source["error"] = .string(JSONString(error.rawValue)) }
            for member in fields.members { source.set(member.key, to: member.value) }
            self.source = source
        } catch {
            throw error.inLine
        }
    }

    /// Reads a stub that the control interface was sent.
    ///
    /// - Throws: ``StubError`` also when it has a key that is not known: one that is misspelt would do nothing.
    package init(_ value: JSONValue) throws(StubError) {
        guard let object = value.object else { throw StubError("", "a stub is a JSON object") }
        for key in object.keys where !Self.keys.contains(key) {
            let known = "match, response, responses, error, fault, latency, times, priority, scenario, ..."
            throw StubError(JSONPointer(tokens: [key.lossyText]).description, "is not known in a stub: \(known)")
        }
        guard let pattern = object["match"] else { throw StubError("", "a stub has a 'match'") }
        match = try StubMatch(pattern, at: "/match")
        terms = try StubTerms(object)
        source = object
        if let responses = object["responses"] {
            if let other = ["response", "response_base64", "messages", "error"].first(where: {
                object.contains(JSONString($0))
            }) {
                throw StubError("/\(other)", "stands beside 'responses'")
            }
            answers = try Self.answers(responses)
        } else {
            answers = [try StubAnswer(try StubAnswer.recorded(object, at: ""), at: "")]
        }
    }

    private static func answers(_ value: JSONValue) throws(StubError) -> [StubAnswer] {
        guard let array = value.array, !array.isEmpty else {
            throw StubError("/responses", "is an array of texts or objects, one after the other")
        }
        var answers: [StubAnswer] = []
        for (index, value) in array.enumerated() { answers.append(try StubAnswer(value, at: "/responses/\(index)")) }
        return answers
    }

    /// What it asks for, as it stands in its line.
    var matchText: String { JSONWriter.canonical.text(of: source["match"] ?? .null) }

    /// Whether a look at it may take long.
    var hasExpression: Bool { match.hasExpression }

    /// Whether the groups of its expressions are wanted.
    var usesGroups: Bool { answers.contains(where: \.usesGroups) }

    /// - Parameter use: how often it has answered, this time included.
    func answer(_ use: Int) -> StubAnswer { answers[min(use, answers.count) - 1] }

    /// - Throws: when one of its expressions was given up.
    package func matches(_ request: JSONValue) throws(RegularExpression.LimitExceeded) -> Bool {
        var groups: [String]?
        return try match.matches(request, StubSubject(request), &groups)
    }
}
