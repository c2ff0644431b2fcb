import Sessions
import Texts

/// A time as users write it on the command line.
enum DurationOption {
    /// - Returns: `nil` for what is no time, or not a positive one.
    static func parse(_ text: String) -> Duration? { DurationText.parse(text) }

    /// The shortest of the forms that ``parse(_:)`` reads.
    static func text(_ duration: Duration) -> String { DurationText.text(duration) }
}
