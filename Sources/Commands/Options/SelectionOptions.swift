import CommandSpec
import Sessions
import Texts

/// Which exchanges of a session are meant. Values may begin with `-`, as `-5` does.
enum SelectionOptions {
    private static let only = Option(
        "--only",
        .numbers,
        "Only exchanges with these numbers: 3-9,12.",
        takesAnyWord: true
    )
    private static let match = Option(
        "--match",
        .regex,
        "Only those with a match in the request or the response.",
        takesAnyWord: true
    )
    private static let skip = Option(
        "--skip",
        .regex,
        "None with a match in the request or the response.",
        takesAnyWord: true
    )
    private static let errorsOnly = Flag(
        "--errors-only",
        "Only those that were answered with an error, or not at all."
    )

    static let group = OptionGroup("Which exchanges", [only, match, skip, errorsOnly])

    static func selection(_ arguments: ParsedArguments) -> Selection {
        var selection = Selection()
        if let numbers = arguments[only] { selection.numbers = numbers }
        selection.match = arguments[match]
        selection.skip = arguments[skip]
        selection.isErrorsOnly = arguments[errorsOnly]
        return selection
    }
}

extension ValueType<[ClosedRange<Int>]> {
    fileprivate static let numbers = ValueType(
        "numbers",
        expression: { text throws(PatternError) in try Selection.numbers(text) }
    )
}
