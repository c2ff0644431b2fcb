import CommandSpec
import Replay
import Texts

/// What counts as the same in a replay.
enum ComparisonOptions {
    private static let normalize = Option(
        "--normalize",
        .normalization,
        "Kinds of noise: path, number:1e-6, time, uuid, space, case."
    )
    private static let ignore = Option(
        "--ignore",
        .regex,
        "Leave out what this matches before comparing; repeatable.",
        isRepeatable: true,
        takesAnyWord: true
    )
    private static let compare = Option<Comparison.Mode>(
        "--compare",
        .oneOf("how"),
        "exact (the default), or outcome: only whether it is an error."
    )

    static let group = OptionGroup("Comparison", [normalize, ignore, compare])

    static func comparison(_ arguments: ParsedArguments) -> Comparison {
        var comparison = Comparison()
        if let normalization = arguments[normalize] { comparison.normalization = normalization }
        comparison.ignored = arguments.all(ignore)
        if let mode = arguments[compare] { comparison.mode = mode }
        return comparison
    }
}

extension ValueType<Normalization> {
    fileprivate static let normalization = ValueType(
        "kinds",
        completion: .list(["path", "number:", "time", "uuid", "space", "case"]),
        isComplete: true,
        expression: { text throws(PatternError) in try Normalization(text) }
    )
}
