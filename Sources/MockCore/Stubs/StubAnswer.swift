import IPCFraming
import Sessions
import Texts
import WireJSON

/// One answer of a stub.
struct StubAnswer: Sendable {
    let recorded: RecordedExchange
    /// Of each message; `nil` for what is not text, which is sent as it is.
    private let templates: [StubTemplate?]
    let latency: Latency?
    let fault: Fault?

    static let keys: Set<JSONString> = [
        "response", "response_base64", "response_end", "messages", "error", "close", "ms",
    ]

    /// - Parameter place: the pointer to what has its `response`.
    init(_ recorded: RecordedExchange, at place: String, latency: Latency? = nil, fault: Fault? = nil)
        throws(StubError)
    {
        self.recorded = recorded
        self.latency = latency
        self.fault = fault
        var templates: [StubTemplate?] = []
        for (index, message) in recorded.messages.enumerated() {
            let pointer = recorded.responses == nil ? "\(place)/response" : "\(place)/messages/\(index)"
            templates.append(try Self.template(message.frame.bytes, at: pointer))
        }
        self.templates = templates
    }

    private static func template(_ bytes: [UInt8], at place: String) throws(StubError) -> StubTemplate? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return try StubError.at(place) { () throws(PatternError) in try StubTemplate(text) }
    }

    /// Several messages for one request, as a session's line has them.
    static func messages(_ value: JSONValue, at place: String) throws(StubError) -> [RecordedMessage] {
        if let messages = RecordedMessage.list(value) { return messages }
        throw StubError("\(place)/messages", "is an array of texts, or of {\"text\":\"...\",\"ms\":500}")
    }

    /// One of a stub's `responses`: a text, or an object with what a session's line has for an answer.
    init(_ value: JSONValue, at place: String) throws(StubError) {
        if let text = value.text {
            var recorded = RecordedExchange(number: 0, request: RequestFrame([]), response: nil)
            recorded.response = ResponseFrame(Array(text.utf8))
            try self.init(recorded, at: place)
            return
        }
        guard let object = value.object else { throw StubError(place, "is a text or an object") }
        for key in object.keys where !Self.keys.contains(key) && key != "latency" && key != "fault" {
            throw StubError("\(place)/\(JSONPointer(tokens: [key.lossyText]).description.dropFirst())", "is not known")
        }
        try self.init(
            try Self.recorded(object, at: place),
            at: place,
            latency: try StubTerms.latency(object, at: place),
            fault: try StubTerms.fault(object, at: place)
        )
    }

    /// Reads the keys that a session's line has for an answer.
    ///
    /// - Throws: ``StubError`` also when there is none of them, nor a fault.
    static func recorded(_ object: JSONObject, at place: String) throws(StubError) -> RecordedExchange {
        var recorded = RecordedExchange(number: 0, request: RequestFrame([]), response: nil)
        var bytes: [UInt8]?
        if let value = object["response"] {
            guard let text = value.text else { throw StubError("\(place)/response", "is a text") }
            bytes = Array(text.utf8)
        }
        if let value = object["response_base64"] {
            guard bytes == nil else { throw StubError("\(place)/response_base64", "is a second response") }
            bytes = value.text.flatMap { Base64.decode($0) }
            if bytes == nil { throw StubError("\(place)/response_base64", "is not base64") }
        }
        if let bytes { recorded.response = ResponseFrame(bytes, ending: try ending(object, at: place)) }
        if let value = object["messages"] {
            guard bytes == nil else { throw StubError("\(place)/messages", "stands beside a response") }
            recorded.responses = try messages(value, at: place)
        }
        if let value = object["error"] {
            guard let text = value.text else { throw StubError("\(place)/error", "is a text") }
            recorded.error = FailureCode(rawValue: text)
        }
        if let value = object["close"] {
            guard let code = value["code"]?.int.flatMap(UInt16.init(exactly:)),
                let reason = value["reason"].map(\.text) ?? "", reason.utf8.count <= 123
            else { throw StubError("\(place)/close", "is {\"code\":1011,\"reason\":\"...\"}") }
            recorded.close = WebSocketClose(WebSocketClose.Code(rawValue: code), reason)
        }
        if let value = object["ms"] {
            guard let number = value.double, number.isFinite, number >= 0 else {
                throw StubError("\(place)/ms", "is a number from 0")
            }
            recorded.milliseconds = number
        }
        if !recorded.hasAnswer, recorded.close == nil, object["fault"] == nil {
            throw StubError(place, "has a 'response', an 'error', a 'close' or a 'fault'")
        }
        return recorded
    }

    private static func ending(_ object: JSONObject, at place: String) throws(StubError) -> ResponseFrame.Ending {
        guard let value = object["response_end"] else { return .complete }
        switch value.text {
        case "no-crlf": return .noTerminator
        case "no-close": return .noClose
        case "more": return .more
        case "binary": return .binary
        default: throw StubError("\(place)/response_end", "is \"no-crlf\", \"no-close\", \"more\" or \"binary\"")
        }
    }

    /// Whether groups of the stub's expressions stand in it.
    var usesGroups: Bool { templates.contains { $0?.usesGroups == true } }

    func delivery(_ values: StubTemplate.Values, _ random: inout SeededGenerator) -> Delivery {
        var answer = recorded
        if !answer.hasAnswer { answer.response = ResponseFrame([]) }
        for (index, template) in templates.enumerated() {
            guard let template else { continue }
            guard let bytes = template.filled(values, &random) else {
                return Delivery(response: Array("Error: The stub's response would be too large.".utf8))
            }
            if answer.responses == nil {
                answer.response?.bytes = bytes
            } else {
                answer.responses?[index].frame.bytes = bytes
            }
        }
        return Delivery(answer)
    }
}
