import ArgumentParser
import Operations
import Replay
import Sessions
import Texts

/// What a replay changes in the requests, and in the responses that it expects.
struct RewritingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Another value for a member of the requests that have it, such as image.name=Left; repeatable.",
            valueName: "key=value"
        )
    )
    var set: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Replace what a regular expression matches, as in '|C:/old|D:/new|'; repeatable.",
            valueName: "/regex/text/"
        )
    )
    var sub: [String] = []

    /// - Parameter maps: the prefixes of paths that `--map` rewrites.
    func rewriting(maps: [PathMap]) throws(Failure) -> RequestRewriting {
        var rewriting = RequestRewriting()
        for text in set {
            guard let assignment = RequestRewriting.Assignment(text) else {
                throw .usage("--set: '\(text)' is not KEY.KEY=VALUE, such as image.name=Left")
            }
            rewriting.assignments.append(assignment)
        }
        for text in sub {
            do throws(PatternError) {
                rewriting.substitutions.append(try Substitution(text))
            } catch {
                throw .usage("--sub: \(error)")
            }
        }
        if !maps.isEmpty { rewriting.mapPath = { PathMap.remotePath($0, maps) } }
        return rewriting
    }
}
