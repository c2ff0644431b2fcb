import CommandSpec
import Operations
import Replay
import Texts

/// How fast, how often and over how many connections a replay sends.
enum PaceOptions {
    /// The most connections at once.
    static let mostJobs = 1024
    private static let pace = Option("--pace", .pace, "max (the default), recorded, or a rate such as 20/s.")
    private static let speed = Option(
        "--speed",
        .decimal(
            .leastNonzeroMagnitude ... .greatestFiniteMagnitude,
            "factor",
            expected: "a number above 0, such as 2 or 0.5"
        ),
        "The recorded pace, so many times as fast."
    )
    private static let maxGap = Option("--max-gap", .duration(), "The recorded pace, with no pause longer than this.")
    private static let loop = Option(
        "--loop",
        .number(1...ReplayPlan.mostLoops),
        "Go through the sessions so many times."
    )
    private static let limit = Option("--for", .duration(), "Go on for this time, over and over.")
    private static let jobs = Option(
        "--jobs",
        .number(1...mostJobs),
        "Use so many connections at once; each exchange is sent once."
    )

    static let group = OptionGroup("Pace", [pace, speed, maxGap, loop, limit, jobs])

    static func chosenPace(_ arguments: ParsedArguments) throws(Failure) -> Pace {
        let (speed, gap) = (arguments[speed], arguments[maxGap])
        let recorded = Pace.recorded(speed: speed ?? 1, maxGap: gap.map { $0 / .seconds(1) } ?? .infinity)
        switch arguments[pace] {
        case nil: return speed == nil && gap == nil ? .max : recorded
        case .recorded?: return recorded
        case let pace?:
            if speed != nil || gap != nil { throw .usage("--speed and --max-gap go with --pace recorded") }
            return pace
        }
    }

    /// How often to go through the sessions; `nil` for without end.
    static func loops(_ arguments: ParsedArguments) -> Int? {
        arguments[loop] ?? (arguments[limit] == nil ? 1 : nil)
    }

    static func timeLimit(_ arguments: ParsedArguments) -> Duration? { arguments[limit] }

    static func connections(_ arguments: ParsedArguments) -> Int { arguments[jobs] ?? 1 }
}

extension ValueType<Pace> {
    fileprivate static let pace = ValueType("pace", completion: .list(["max", "recorded"])) { text throws(ValueError) in
        switch text {
        case "max": return .max
        case "recorded": return .recorded(speed: 1, maxGap: .infinity)
        default:
            guard let rate = RateOption.parse(text) else {
                throw ValueError("'\(text)' is not max, recorded or a rate such as 20/s")
            }
            return .rate(rate)
        }
    }
}
