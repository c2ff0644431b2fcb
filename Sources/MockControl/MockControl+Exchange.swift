public import IPCFraming
import MockCore
package import MockServer
import Sessions
import Texts
import WireJSON

extension MockControl {
    /// What a client has asked, and what it got.
    public struct Exchange: Hashable, Sendable {
        /// Counted from 1 since the start or the last reset.
        public let number: Int
        public let request: RequestFrame
        /// The response, or the part of it that was sent; `nil` when not a byte was.
        public let response: ResponseFrame?
        /// What the client saw go wrong; `nil` when the response was whole.
        public let failure: FailureCode?
        /// How long it took.
        public let duration: Duration
        /// `builtin`, `recording`, `stub`, `fault`, `server`, `handler` or `miss`.
        public let source: String
        /// Which stub, recorded exchange, fault or server that is.
        public let sourceName: String?
        /// Why no stub and no recording has answered: what is closest, and where it differs.
        public let miss: String?

        package init(_ logged: LoggedExchange) {
            number = logged.recorded.number
            request = logged.recorded.request
            response = logged.recorded.response
            failure = logged.recorded.error
            duration = .milliseconds(1) * logged.recorded.milliseconds
            source = logged.source
            sourceName = logged.sourceName
            miss = logged.miss?.description
        }
    }
}

extension LoggedExchange {
    /// The most bytes of a request or response that stand in an event.
    private static let longestInEvent = 64 * 1024

    /// Appends it as a line of a session, without LF, and with what is known of it besides.
    ///
    /// - Parameter isShort: whether what is too long for an event is cut, and `"cut":true` says so.
    package func appendJSON(to output: inout [UInt8], isShort: Bool = false) {
        let cut = isShort ? cutForEvent : nil
        (cut ?? recorded).appendLine(to: &output)
        // The brace that ends the line.
        output.removeLast()
        append("source", source, to: &output)
        if let sourceName { append("source_name", sourceName, to: &output) }
        append("outcome", recorded.outcome.text, to: &output)
        append("time", time, to: &output)
        if let miss {
            append("miss", miss.description, to: &output)
            if let near = origin.near { Self.append(near, to: &output) }
        }
        if cut != nil { output.append(",\"cut\":true") }
        output.append(UInt8(ascii: "}"))
    }

    /// With what is too long for an event cut; `nil` when nothing is.
    private var cutForEvent: RecordedExchange? {
        let answered = recorded.messages.reduce(0) { $0 + $1.frame.bytes.count }
        guard max(recorded.request.bytes.count, answered) > Self.longestInEvent else { return nil }
        var cut = recorded
        cut.request.bytes = Array(recorded.request.bytes.prefix(Self.longestInEvent))
        var room = Self.longestInEvent
        func shorten(_ frame: inout ResponseFrame) {
            frame.bytes = Array(frame.bytes.prefix(room))
            room -= frame.bytes.count
        }
        if var responses = recorded.responses {
            for index in responses.indices { shorten(&responses[index].frame) }
            cut.responses = responses
        } else if var response = recorded.response {
            shorten(&response)
            cut.response = response
        }
        return cut
    }

    private func append(_ key: StaticString, _ text: String, to output: inout [UInt8]) {
        output.append(",\"")
        output.append(key)
        output.append("\":")
        JSONWriter.compact.append(text, to: &output)
    }

    private static func append(_ near: NearMiss, to output: inout [UInt8]) {
        output.append(",\"closest\":")
        var object = JSONObject()
        switch near.closest {
        case .recording(let number): object["recording"] = .number(number)
        case .stub(let name): object["stub"] = .string(name)
        }
        object["differences"] = .array(
            near.places.map { place in
                var object = JSONObject()
                object["pointer"] = .string(place.pointer)
                if let wanted = place.wanted { object["wanted"] = wanted }
                if let actual = place.actual { object["actual"] = actual }
                return .object(object)
            }
        )
        JSONWriter.compact.append(.object(object), to: &output)
    }
}
