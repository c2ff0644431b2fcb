import ArgumentParser
import Sessions
import Texts

/// What must not come into a server's recording.
struct RedactionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What to leave out of the recording: a JSON pointer, /image/file, or /REGEX/=TEXT; repeatable.",
            valueName: "what"
        )
    )
    var redact: [String] = []

    func redaction() throws(Failure) -> Redaction? { try Self.redaction(redact) }

    /// - Throws: ``Failure`` when one of them cannot be used.
    static func redaction(_ texts: [String]) throws(Failure) -> Redaction? {
        do throws(PatternError) {
            return try Redaction(texts)
        } catch {
            throw .usage("--redact: \(error)")
        }
    }
}
