import IPCFraming
import InspectProtocol
import Texts
import WireJSON

extension SessionLineDecoder {
    /// A value, and where it stands.
    struct Placed {
        var value: JSONValue
        var offset: Int
    }

    mutating func placedValue() throws(SessionError) -> Placed {
        let start = position()
        return Placed(value: try value(), offset: start)
    }

    /// What ended a response, in the words of the file.
    static let endings: KeyValuePairs<String, ResponseFrame.Ending> = [
        "no-crlf": .noTerminator, "no-close": .noClose, "more": .more, "binary": .binary,
    ]

    /// The messages of `responses`.
    func messages(_ placed: Placed) throws(SessionError) -> [RecordedMessage] {
        if let messages = RecordedMessage.list(placed.value) { return messages }
        throw failure("'responses' is a list of texts, or of {\"text\":\"...\",\"ms\":12.1}", at: placed.offset)
    }

    /// The rule that a header or a line names; `nil` when it names none.
    func rule(ok: Placed?, error: Placed?) throws(SessionError) -> SuccessRule? {
        guard ok != nil || error != nil else { return nil }
        return SuccessRule(
            ok: try pattern(ok, "ok_pattern"),
            error: try pattern(error, "error_pattern")
        )
    }

    private func pattern(_ placed: Placed?, _ key: StaticString) throws(SessionError) -> RegularExpression? {
        guard let placed else { return nil }
        guard let text = placed.value.text else { throw failure("'\(key)' is not a text", at: placed.offset) }
        do throws(PatternError) {
            return try SuccessRule.expression(text)
        } catch {
            throw failure("'\(key)': \(error.reason)", at: placed.offset)
        }
    }
}
