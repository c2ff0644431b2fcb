import ArgumentParser
import Replay
import Sessions
import Texts

/// What counts as the same in a replay.
struct ComparisonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Kinds of noise: path, number:1e-6, time, uuid, space, case.",
            valueName: "kinds"
        )
    )
    var normalize: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Leave out what this matches before comparing; repeatable.", valueName: "regex")
    )
    var ignore: [String] = []

    @Option(
        help: ArgumentHelp("exact (the default), or outcome: only whether it is an error.", valueName: "how"),
        completion: .list(Comparison.Mode.allCases.map(\.rawValue))
    )
    var compare: String?

    func comparison() throws(Failure) -> Comparison {
        var comparison = Comparison()
        do throws(PatternError) {
            if let normalize { comparison.normalization = try Normalization(normalize) }
            for text in ignore { comparison.ignored.append(try RegularExpression(text)) }
        } catch {
            throw .usage("\(error)")
        }
        if let compare {
            guard let mode = Comparison.Mode(rawValue: compare) else {
                throw .usage("--compare: '\(compare)' is not exact or outcome")
            }
            comparison.mode = mode
        }
        return comparison
    }
}
