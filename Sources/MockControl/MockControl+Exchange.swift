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
        var recorded = recorded
        var isCut = false
        if isShort {
            if recorded.request.bytes.count > Self.longestInEvent {
                recorded.request.bytes = Array(recorded.request.bytes.prefix(Self.longestInEvent))
                isCut = true
            }
            if let response = recorded.response, response.bytes.count > Self.longestInEvent {
                recorded.response?.bytes = Array(response.bytes.prefix(Self.longestInEvent))
                isCut = true
            }
        }
        recorded.appendLine(to: &output)
        // The brace that ends the line.
        output.removeLast()
        append("source", source, to: &output)
        if let sourceName { append("source_name", sourceName, to: &output) }
        append("outcome", recorded.outcome.text, to: &output)
        append("time", Timestamp(seconds: time).iso8601, to: &output)
        if let miss {
            append("miss", miss.description, to: &output)
            if let near = origin.near { Self.append(near, to: &output) }
        }
        if isCut { output.append(",\"cut\":true") }
        output.append(UInt8(ascii: "}"))
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
