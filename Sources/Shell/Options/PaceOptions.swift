import ArgumentParser
import Operations
import Replay
import Texts

/// How fast, how often and over how many connections a replay sends.
struct PaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("max (the default), recorded, or a rate such as 20/s.", valueName: "pace"),
        completion: .list(["max", "recorded"])
    )
    var pace: String?

    @Option(help: ArgumentHelp("The recorded pace, so many times as fast.", valueName: "factor"))
    var speed: Double?

    @Option(help: ArgumentHelp("The recorded pace, with no pause longer than this.", valueName: "time"))
    var maxGap: String?

    @Option(help: ArgumentHelp("Go through the sessions so many times.", valueName: "n"))
    var loop: Int?

    @Option(name: .customLong("for"), help: ArgumentHelp("Go on for this time, over and over.", valueName: "time"))
    var limit: String?

    @Option(help: ArgumentHelp("Use so many connections at once; each exchange is sent once.", valueName: "n"))
    var jobs: Int = 1

    /// The most connections at once.
    static let mostJobs = 1024

    func chosenPace() throws(Failure) -> Pace {
        if let speed, !(speed.isFinite && speed > 0) { throw .usage("--speed: a number above 0, such as 2 or 0.5") }
        let gap = try Self.duration(maxGap, "--max-gap").map { $0 / .seconds(1) } ?? .infinity
        let recorded = Pace.recorded(speed: speed ?? 1, maxGap: gap)
        switch pace {
        case nil: return speed == nil && maxGap == nil ? .max : recorded
        case "recorded": return recorded
        case let text?:
            if speed != nil || maxGap != nil { throw .usage("--speed and --max-gap go with --pace recorded") }
            if text == "max" { return .max }
            guard let rate = RateOption.parse(text) else {
                throw .usage("--pace: '\(text)' is not max, recorded or a rate such as 20/s")
            }
            return .rate(rate)
        }
    }

    /// How often to go through the sessions; `nil` for without end.
    func loops() throws(Failure) -> Int? {
        if let loop, !(1...ReplayPlan.mostLoops ~= loop) {
            throw .usage("--loop: a number from 1 to \(ReplayPlan.mostLoops)")
        }
        return loop ?? (limit == nil ? 1 : nil)
    }

    func timeLimit() throws(Failure) -> Duration? {
        try Self.duration(limit, "--for")
    }

    func connections() throws(Failure) -> Int {
        guard 1...Self.mostJobs ~= jobs else { throw .usage("--jobs: a number from 1 to \(Self.mostJobs)") }
        return jobs
    }

    private static func duration(_ text: String?, _ option: String) throws(Failure) -> Duration? {
        guard let text else { return nil }
        guard let duration = DurationText.parse(text) else {
            throw .usage("\(option): '\(text)' is not a time: 5s, 250ms, 2m")
        }
        return duration
    }
}
