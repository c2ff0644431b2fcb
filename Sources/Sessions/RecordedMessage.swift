package import IPCFraming
package import InspectProtocol
package import WireJSON

/// One of the messages that came for a request, where not exactly one did.
package struct RecordedMessage: Hashable, Sendable {
    package var frame: ResponseFrame
    /// From the start of the exchange to the end of the message.
    package var milliseconds: Double
    /// Keys that this version does not know, kept when a file is rewritten.
    package var others = JSONObject()

    package init(_ frame: ResponseFrame, milliseconds: Double = 0) {
        self.frame = frame
        self.milliseconds = milliseconds
    }
}

extension RecordedMessage {
    /// Reads a list of texts, or of `{"text":"...","ms":12.1}`.
    ///
    /// - Returns: `nil` for anything else.
    package static func list(_ value: JSONValue) -> [RecordedMessage]? {
        guard let array = value.array else { return nil }
        var messages: [RecordedMessage] = []
        for element in array {
            guard let message = RecordedMessage(element) else { return nil }
            messages.append(message)
        }
        return messages
    }

    private init?(_ value: JSONValue) {
        if let text = value.text {
            self.init(ResponseFrame(Array(text.utf8)))
            return
        }
        guard var object = value.object else { return nil }
        let bytes: [UInt8]?
        switch (object["text"], object["base64"]) {
        case (let text?, nil): bytes = text.text.map { Array($0.utf8) }
        case (nil, let base64?): bytes = base64.text.flatMap { Base64.decode($0) }
        default: return nil
        }
        let milliseconds = object["ms"].map { $0.double ?? -1 } ?? 0
        guard let bytes, milliseconds.isFinite, milliseconds >= 0 else { return nil }
        var frame = ResponseFrame(bytes)
        if let end = object["end"] {
            guard let known = SessionLineDecoder.endings.first(where: { $0.key == end.text }) else { return nil }
            frame.ending = known.value
        }
        for key in ["text", "base64", "ms", "end"] as [JSONString] { object[key] = nil }
        self.init(frame, milliseconds: milliseconds)
        others = object
    }
}

extension RecordedExchange {
    /// What came for the request, in its order.
    package var messages: [RecordedMessage] {
        responses ?? response.map { [RecordedMessage($0, milliseconds: milliseconds)] } ?? []
    }

    /// Whether the line tells what came of the request: also that nothing was to come.
    package var hasAnswer: Bool { response != nil || error != nil || responses != nil }

    /// How the answer counts: that of several messages is the last one.
    package var reply: Reply? { response.map { rule.reply($0.bytes) } }
}
