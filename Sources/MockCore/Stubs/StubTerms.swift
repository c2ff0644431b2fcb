import Texts
package import WireJSON

/// When a stub answers and how: what stands in it besides what it matches and its answers.
///
/// The same keys stand in a session's line and in what the control interface is sent.
package struct StubTerms: Sendable {
    /// What a scenario is in before anything has changed it.
    package static let firstState = "Started"
    package static let standardPriority = 5

    package var id: String?
    /// The lowest goes first.
    package var priority = standardPriority
    /// How often it answers; `nil` is for ever.
    package var times: Int?
    package var scenario: String?
    /// What the scenario must be in.
    package var whenState: String?
    /// What the scenario is in afterwards.
    package var setState: String?
    package var latency: Latency?
    package var fault: Fault?

    package static let keys: Set<JSONString> = [
        "id", "priority", "times", "scenario", "whenState", "setState", "latency", "fault",
    ]

    /// Whether it answers all that it matches, at any time.
    var isUnconditional: Bool { times == nil && whenState == nil }

    /// - Throws: ``StubError`` when one of its keys has a value that is none for it. Others are not looked at.
    package init(_ fields: JSONObject) throws(StubError) {
        id = try Self.text(fields, "id")
        if let id, id.isEmpty || id.utf8.count > 200 || id.contains("/") {
            throw StubError("/id", "an id has 1 to 200 bytes, and no slash")
        }
        if let value = fields["priority"] {
            guard let number = value.int, number >= 1 else { throw StubError("/priority", "is a whole number from 1") }
            priority = number
        }
        if let value = fields["times"] {
            guard let number = value.int, number >= 1 else { throw StubError("/times", "is a whole number from 1") }
            times = number
        }
        scenario = try Self.text(fields, "scenario")
        whenState = try Self.text(fields, "whenState")
        setState = try Self.text(fields, "setState")
        if scenario == nil, whenState != nil || setState != nil {
            throw StubError(whenState == nil ? "/setState" : "/whenState", "goes with a 'scenario'")
        }
        latency = try Self.latency(fields, at: "")
        fault = try Self.fault(fields, at: "")
    }

    static func text(_ fields: JSONObject, _ key: String) throws(StubError) -> String? {
        guard let value = fields[JSONString(key)] else { return nil }
        guard let text = value.text else { throw StubError("/\(key)", "is a text") }
        return text
    }

    /// - Parameter place: the pointer to the object that has the key.
    static func latency(_ fields: JSONObject, at place: String) throws(StubError) -> Latency? {
        guard let value = fields["latency"] else { return nil }
        guard let latency = value.text.flatMap({ Latency($0) }) else {
            throw StubError("\(place)/latency", "is \"50ms\", \"10ms..40ms\", \"lognormal:90ms,0.3\" or \"recorded\"")
        }
        return latency
    }

    static func fault(_ fields: JSONObject, at place: String) throws(StubError) -> Fault? {
        guard let value = fields["fault"] else { return nil }
        guard let text = value.text else { throw StubError("\(place)/fault", "is a text") }
        let fault = try StubError.at("\(place)/fault") { () throws(PatternError) in try Fault(text) }
        if fault.isRefusal {
            throw StubError("\(place)/fault", "a connection is refused before its request is known")
        }
        if fault.isUpstream {
            throw StubError("\(place)/fault", "a stub answers: there is nobody upstream of it")
        }
        return fault
    }
}
