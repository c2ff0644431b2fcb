import CommandSpec
import Operations
import Replay
import Sessions
import Texts

/// What a replay changes in the requests, and in the responses that it expects.
enum RewritingOptions {
    private static let set = Option(
        "--set",
        .assignment,
        "Another value for a member of the requests that have it, such as image.name=Left; repeatable.",
        isRepeatable: true
    )
    private static let sub = Option(
        "--sub",
        .substitution,
        "Replace what a regular expression matches, as in '|C:/old|D:/new|'; repeatable.",
        isRepeatable: true,
        takesAnyWord: true
    )

    static let group = OptionGroup("Changes", [set, sub])

    /// - Parameter maps: the prefixes of paths that `--map` rewrites.
    static func rewriting(_ arguments: ParsedArguments, maps: [PathMap]) -> RequestRewriting {
        var rewriting = RequestRewriting()
        rewriting.assignments = arguments.all(set)
        rewriting.substitutions = arguments.all(sub)
        if !maps.isEmpty { rewriting.mapPath = { PathMap.remotePath($0, maps) } }
        return rewriting
    }
}

extension ValueType<RequestRewriting.Assignment> {
    fileprivate static let assignment = ValueType("key=value") { text throws(ValueError) in
        guard let assignment = RequestRewriting.Assignment(text) else {
            throw ValueError("'\(text)' is not KEY.KEY=VALUE, such as image.name=Left")
        }
        return assignment
    }
}

extension ValueType<Substitution> {
    fileprivate static let substitution = ValueType(
        "/regex/text/",
        expression: { text throws(PatternError) in try Substitution(text) }
    )
}
