import IPCFraming
import WireJSON

extension SessionLineDecoder {
    /// Reads a line behind the header.
    static func line(
        _ bytes: UnsafeBufferPointer<UInt8>,
        path: String,
        line: Int
    ) throws(SessionError) -> SessionLine {
        var decoder = SessionLineDecoder(bytes, path: path, line: line)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw decoder.failure(Self.secondSession) }
        try decoder.enter()
        var fields = Fields()
        while let key = try decoder.nextKey() { try fields.read(key, &decoder) }
        return try fields.line(decoder)
    }

    private static let secondSession =
        "another session begins here: 'ipcsh session merge A B > C' makes one of several, also of this file"

    /// What was found in a line so far.
    private struct Fields {
        var number: Int?
        var end: Int?
        var request: [UInt8]?
        var match: JSONValue?
        var requestEnding = RequestFrame.Ending.terminator
        var response: [UInt8]?
        var responseEnding = ResponseFrame.Ending.complete
        var responses: Placed?
        var pushed: [UInt8]?
        var pushedEnding = ResponseFrame.Ending.complete
        var patterns: (ok: Placed?, error: Placed?)
        /// What needs nothing else to be understood.
        var exchange = RecordedExchange(number: 0, request: RequestFrame([]), response: nil)

        mutating func read(_ key: JSONStringToken, _ decoder: inout SessionLineDecoder) throws(SessionError) {
            switch key {
            // As most lines have them: each key is compared with those above it.
            case "n": number = try decoder.wholeNumber("n", from: 1)
            case "request":
                try refuseSecond(request, "request", decoder.position(), decoder)
                request = try decoder.jsonOrText("request")
            case "response":
                try refuseSecond(response, "response", decoder.position(), decoder)
                response = try decoder.utf8("response")
            case "gap": exchange.gap = try decoder.time("gap")
            case "ms": exchange.milliseconds = try decoder.time("ms")
            case "end": end = try decoder.wholeNumber("end", from: 0)
            case "match": match = try decoder.value()
            case "request_base64":
                try refuseSecond(request, "request", decoder.position(), decoder)
                request = try decoder.base64("request_base64")
            case "request_end":
                requestEnding = try decoder.word(
                    "request_end",
                    ["none": .endOfStream, "abort": .abort, "binary": .binary]
                )
            case "response_base64":
                try refuseSecond(response, "response", decoder.position(), decoder)
                response = try decoder.base64("response_base64")
            case "response_end":
                responseEnding = try decoder.word("response_end", SessionLineDecoder.endings)
            case "responses": responses = try decoder.placedValue()
            case "pushed":
                try refuseSecond(pushed, "pushed", decoder.position(), decoder)
                pushed = try decoder.utf8("pushed")
            case "pushed_base64":
                try refuseSecond(pushed, "pushed", decoder.position(), decoder)
                pushed = try decoder.base64("pushed_base64")
            case "pushed_end": pushedEnding = try decoder.word("pushed_end", SessionLineDecoder.endings)
            case "ok_pattern": patterns.ok = try decoder.placedValue()
            case "error_pattern": patterns.error = try decoder.placedValue()
            case "error": exchange.error = FailureCode(rawValue: try decoder.text("error"))
            case "close": exchange.close = try Self.close(&decoder)
            case "attempts": exchange.attempts = try decoder.wholeNumber("attempts", from: 1)
            case "expect": exchange.expect = try decoder.value()
            case "tags": exchange.tags = try decoder.value()
            case "note": exchange.note = try decoder.value()
            default: exchange.others.set(key.decoded(), to: try decoder.value())
            }
        }

        private static func close(_ decoder: inout SessionLineDecoder) throws(SessionError) -> WebSocketClose {
            let start = decoder.position()
            let value = try decoder.value()
            guard let code = value["code"]?.int.flatMap(UInt16.init(exactly:)),
                let reason = value["reason"].map(\.text) ?? ""
            else { throw decoder.failure("'close' is not {\"code\":1011,\"reason\":\"...\"}", at: start) }
            return WebSocketClose(WebSocketClose.Code(rawValue: code), reason)
        }

        func line(_ decoder: SessionLineDecoder) throws(SessionError) -> SessionLine {
            if let match { return .stub(try stub(match, decoder)) }
            guard let number else {
                if let end { return .end(end) }
                if exchange.others["ipcsh"] != nil { throw decoder.failure(secondSession) }
                throw decoder.failure("'n' is missing")
            }
            if let pushed { return .pushed(try push(number, pushed, decoder)) }
            var exchange = exchange
            exchange.number = number
            if requestEnding == .abort {
                exchange.request = RequestFrame([], ending: .abort)
            } else if let request {
                exchange.request = RequestFrame(request, ending: requestEnding)
            } else {
                throw decoder.failure("an exchange has a 'request' or a 'request_base64'")
            }
            exchange.response = response.map { ResponseFrame($0, ending: responseEnding) }
            exchange.ownRule = try decoder.rule(ok: patterns.ok, error: patterns.error)
            if let responses {
                if response != nil {
                    throw decoder.failure("a 'response' or 'responses', not both", at: responses.offset)
                }
                exchange.responses = try decoder.messages(responses)
            }
            // A person may write an exchange that only its replay fills.
            if !exchange.hasAnswer, exchange.expect == nil {
                throw decoder.failure("an exchange has a 'response', an 'error' or an 'expect'")
            }
            return .exchange(exchange)
        }

        private func push(
            _ number: Int,
            _ bytes: [UInt8],
            _ decoder: SessionLineDecoder
        ) throws(SessionError) -> RecordedPush {
            if request != nil || requestEnding != .terminator || response != nil || responses != nil {
                throw decoder.failure("a line has a 'pushed' or a 'request', not both")
            }
            var push = RecordedPush(number: number, ResponseFrame(bytes, ending: pushedEnding), gap: exchange.gap)
            push.tags = exchange.tags
            push.note = exchange.note
            push.others = exchange.others
            return push
        }

        private func stub(_ match: JSONValue, _ decoder: SessionLineDecoder) throws(SessionError) -> SessionStub {
            if request != nil || requestEnding != .terminator {
                throw decoder.failure("a line has a 'match' or a 'request', not both")
            }
            var answer = exchange
            answer.number = number ?? 0
            answer.response = response.map { ResponseFrame($0, ending: responseEnding) }
            answer.ownRule = try decoder.rule(ok: patterns.ok, error: patterns.error)
            // What they are to a stub, who serves it knows.
            if let responses { answer.others["responses"] = responses.value }
            if !answer.hasAnswer, !["fault", "responses", "messages"].contains(where: answer.others.contains) {
                throw decoder.failure("a line with a 'match' has a 'response', an 'error' or a 'fault'")
            }
            return SessionStub(match: match, answer: answer)
        }

        /// Text and base64 of the same thing would contradict each other.
        private func refuseSecond(
            _ first: [UInt8]?,
            _ name: String,
            _ offset: Int,
            _ decoder: SessionLineDecoder
        ) throws(SessionError) {
            if first != nil { throw decoder.failure("a second '\(name)' in the line", at: offset) }
        }
    }
}
