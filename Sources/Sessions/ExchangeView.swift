package import IPCFraming
package import InspectProtocol
import Platform
package import WireJSON

/// An exchange as it stands in the line of a session, to be looked at in place: what is looked at in a million lines is
/// neither copied out of each nor decoded before somebody asks for it.
///
/// It is what ``SessionReader/next()`` gives for the same line. The reader has one, and fills it anew for each line:
/// bytes and view are good until the next call.
package final class ExchangeView {
    /// An exchange of which the line holds more than the quick look sees.
    private final class Whole {
        let exchange: RecordedExchange

        init(_ exchange: RecordedExchange) {
            self.exchange = exchange
        }
    }

    /// What counts as an error among the answers by the session's header.
    private let headerRule: SuccessRule
    private var quick = QuickLine()
    private var whole: Whole?
    private var line = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var lineMemory = Scratch()
    private var requestBytes: UnsafeBufferPointer<UInt8>?
    private var requestMemory = Scratch()
    private var responseBytes: UnsafeBufferPointer<UInt8>?
    private var responseMemory = Scratch()

    init(rule: SuccessRule = .standard) {
        headerRule = rule
    }

    /// Takes in a copy of a line.
    ///
    /// - Returns: false when it takes a closer look.
    func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        line = lineMemory.copy(bytes)
        guard let quick = QuickLine(line) else { return false }
        self.quick = quick
        (whole, requestBytes, responseBytes) = (nil, nil, nil)
        return true
    }

    /// Takes in what a closer look has found.
    func take(_ exchange: RecordedExchange) {
        var exchange = exchange
        exchange.headerRule = headerRule
        whole = Whole(exchange)
        requestBytes = exchange.request.bytes.withUnsafeBufferPointer { requestMemory.copy($0) }
        responseBytes = exchange.response?.bytes.withUnsafeBufferPointer { responseMemory.copy($0) }
    }

    package var number: Int { whole?.exchange.number ?? quick.number }
    package var error: FailureCode? { whole.map { $0.exchange.error } ?? quick.error }
    package var attempts: Int { whole?.exchange.attempts ?? quick.attempts }
    /// Seconds from the start of the previous exchange to the start of this one.
    package var gap: Double { whole?.exchange.gap ?? quick.gap.value }
    /// Milliseconds from the start of the exchange to the end of its response.
    package var milliseconds: Double { whole?.exchange.milliseconds ?? quick.milliseconds.value }
    package var requestEnding: RequestFrame.Ending { whole?.exchange.request.ending ?? .terminator }
    package var close: WebSocketClose? { whole?.exchange.close }
    package var note: JSONValue? { whole?.exchange.note }
    /// What counts as an error among the answers.
    package var rule: SuccessRule { whole?.exchange.rule ?? headerRule }
    /// All messages that came for the request, where not exactly one did.
    package var responses: [RecordedMessage]? { whole?.exchange.responses }

    /// Whether the request and the response are certainly UTF-8.
    package var isText: Bool { whole == nil }

    /// The request as it stands in the line, where that is an object or an array and all else is plain: JSON, with other white
    /// space than on the wire, and other escapes.
    package var requestInLine: UnsafeBufferPointer<UInt8>? {
        guard whole == nil, case .value = quick.requestForm else { return nil }
        return UnsafeBufferPointer(rebasing: line[quick.request])
    }

    /// The request's bytes as they were on the wire.
    package var request: UnsafeBufferPointer<UInt8> {
        if let requestBytes { return requestBytes }
        let bytes = wireRequest()
        requestBytes = bytes
        return bytes
    }

    package var response: UnsafeBufferPointer<UInt8>? {
        if whole != nil { return responseBytes }
        guard let place = quick.response else { return nil }
        if !quick.isResponseEscaped { return UnsafeBufferPointer(rebasing: line[place]) }
        if responseBytes == nil { responseBytes = decoded(place, in: &responseMemory) }
        return responseBytes
    }

    /// Whether a text that is part of a single JSON string or number is certainly not in the request and the response.
    func lacks(_ text: [UInt8]) -> Bool {
        guard whole == nil, quick.isRequestPlain, !quick.isResponseEscaped else { return false }
        let bytes = UnsafeRawBufferPointer(line)
        if UnsafeRawBufferPointer(rebasing: bytes[quick.request]).contains(bytes: text) { return false }
        return quick.response.map { !UnsafeRawBufferPointer(rebasing: bytes[$0]).contains(bytes: text) } ?? true
    }

    private func wireRequest() -> UnsafeBufferPointer<UInt8> {
        let bytes = UnsafeBufferPointer(rebasing: line[quick.request])
        switch quick.requestForm {
        case .text: return bytes
        case .escapedText: return decoded(quick.request, in: &requestMemory)
        case .value: break
        }
        let output = requestMemory.room(for: Respacing.room(for: bytes.count))
        if let count = Respacing.write(bytes, to: output) { return UnsafeBufferPointer(output[..<count]) }
        // It was checked, and cannot be wrong.
        let value = (try? JSONParser.parse(bytes)) ?? .null
        return JSONWriter.canonical.bytes(of: value).withUnsafeBufferPointer { requestMemory.copy($0) }
    }

    /// - Parameter place: of a string with escapes, without its quotes.
    private func decoded(_ place: Range<Int>, in memory: inout Scratch) -> UnsafeBufferPointer<UInt8> {
        var scanner = JSONScanner(line, at: place.lowerBound - 1)
        let text: JSONString = (try? scanner.string()) ?? ""
        return text.withBytes { memory.copy($0) }
    }

    /// A copy of it, to be kept.
    package var exchange: RecordedExchange {
        if let whole { return whole.exchange }
        var exchange = RecordedExchange(
            number: number,
            request: RequestFrame(Array(request)),
            response: response.map { ResponseFrame(Array($0)) },
            error: error
        )
        (exchange.attempts, exchange.gap, exchange.milliseconds) = (attempts, gap, milliseconds)
        exchange.headerRule = headerRule
        return exchange
    }

    /// What ended the response; `nil` when none came.
    package var responseEnding: ResponseFrame.Ending? {
        whole.map { $0.exchange.response?.ending } ?? (quick.response == nil ? nil : .complete)
    }

    /// What the response means; `nil` when none came.
    package var reply: Reply? { response.map { rule.reply($0) } }

    /// Whether the server answered with an error, or not as it should.
    package var isError: Bool { whole?.exchange.isError ?? (error != nil || reply != .ok) }

    package var outcome: ExchangeOutcome { ExchangeOutcome(error, reply, isSilent: responses != nil) }
}
