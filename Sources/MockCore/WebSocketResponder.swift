import IPCFraming
import InspectProtocol
import WireJSON

/// What the vendor's WebSocket servers do about a message, in the order in which they decide it.
///
/// Sources: both servers run under Python 3.11 on Linux.
enum WebSocketResponder {
    private static let quit = Array("quit".utf8)
    private static let bye = Array("bye".utf8)
    private static let quitWord = JSONString("quit")

    static func verdict(
        on request: RequestFrame,
        _ profile: WebSocketProfile,
        _ files: FilePolicy
    ) -> Responder.Verdict {
        if request.ending == .binary { return Responder.Verdict(answer: .termination(.binaryMessage)) }
        if request.bytes.starts(with: quit) {
            var verdict = Responder.Verdict(answer: .response(bye))
            verdict.close = WebSocketClose(.normal, "Closing connection.")
            verdict.endsServer = profile == .basics
            return verdict
        }
        let message: JSONValue
        do throws(JSONError) {
            message = try JSONParser.parse(request.bytes, limits: .python)
        } catch {
            // Malformed, or more than Python reads.
            return Responder.verdict(on: RequestInterpretation(decoded: request.bytes), files)
        }
        if isUnprintable(message) { return Responder.Verdict(answer: .termination(.unprintable)) }
        switch profile {
        case .basics: return Responder.Verdict(answer: .response(Array("Ok".utf8)))
        case .example:
            let interpretation = RequestInterpretation(message: message)
            if case .unknown = interpretation, asksToQuit(message) {
                return Responder.Verdict(answer: .response(bye))
            }
            return Responder.verdict(on: interpretation, files)
        }
    }

    /// The servers print each message; Python's `print` takes lone surrogates only where they stand for bytes. Within an
    /// object or a list they are printed as escapes.
    private static func isUnprintable(_ message: JSONValue) -> Bool {
        guard let text = message.string else { return false }
        return text.hasLoneSurrogate && text.surrogateEscapedBytes == nil
    }

    /// Python's `"quit" in message`.
    private static func asksToQuit(_ message: JSONValue) -> Bool {
        switch message {
        case .object(let object): object.contains(quitWord)
        case .array(let elements): elements.contains(.string(quitWord))
        case .string(let string): string.contains(quitWord)
        case .null, .bool, .number: false
        }
    }
}

extension Termination {
    fileprivate static let binaryMessage = Termination(
        "the message is binary",
        exception: "TypeError: startswith first arg must be bytes or a tuple of bytes, not str"
    )

    fileprivate static let unprintable = Termination(
        "the message cannot be printed",
        exception: "UnicodeEncodeError: surrogates not allowed"
    )
}
