import CommandSpec
import Sessions
import Texts

/// What must not come into a server's recording.
enum RedactionOptions {
    static let redact = Option(
        "--redact",
        .redaction,
        "What to leave out of the recording: a JSON pointer, /image/file, or /REGEX/=TEXT; repeatable.",
        isRepeatable: true
    )

    /// - Throws: ``Failure`` when they cannot be used together.
    static func redaction(_ arguments: ParsedArguments) throws(Failure) -> Redaction? {
        do throws(PatternError) {
            return try Redaction(arguments.all(redact))
        } catch {
            throw .usage("--redact: \(error)")
        }
    }
}
