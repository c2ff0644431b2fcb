import CommandSpec
import Operations
import Replay
import Texts
import WireJSON

/// What counts as the same in a replay.
enum ComparisonOptions {
    private static let normalize = Option(
        "--normalize",
        .normalization,
        "Kinds of noise: json, path, number:1e-6, time, uuid, space, case."
    )
    private static let ignore = Option(
        "--ignore",
        .regex,
        "Leave out what this matches before comparing; repeatable.",
        isRepeatable: true,
        takesAnyWord: true
    )
    private static let ignoreJSON = Option(
        "--ignore-json",
        .pointer,
        "Leave out this place of responses that are JSON: /time, /items/*/id; repeatable.",
        isRepeatable: true
    )
    private static let compare = Option<Comparison.Mode>(
        "--compare",
        .oneOf("how"),
        "exact (the default), or outcome: only whether it is an error."
    )

    static let group = OptionGroup("Comparison", [normalize, ignore, ignoreJSON, compare])

    static func comparison(_ arguments: ParsedArguments) -> Comparison {
        var comparison = Comparison()
        if let normalization = arguments[normalize] { comparison.normalization = normalization }
        comparison.ignored = arguments.all(ignore)
        comparison.ignoredPlaces = arguments.all(ignoreJSON)
        if let mode = arguments[compare] { comparison.mode = mode }
        return comparison
    }
}

extension ValueType<Normalization> {
    fileprivate static let normalization = ValueType(
        "kinds",
        completion: .list(["json", "path", "number:", "time", "uuid", "space", "case"]),
        isComplete: true,
        expression: { text throws(PatternError) in try Normalization(text) }
    )
}

extension ValueType<JSONPointer> {
    fileprivate static let pointer = ValueType("pointer") { text throws(ValueError) in
        do throws(Failure) {
            let pointer = try JSONTest.pointer(text)
            // Without a place it would be all of the response.
            if !pointer.tokens.isEmpty { return pointer }
        } catch {
            throw ValueError(error.message, isComplete: true)
        }
        throw ValueError("a pointer begins with '/', as in /time")
    }
}
