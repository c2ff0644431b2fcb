import IPCClient
package import IPCFraming
package import Replay
package import Reports
import Sessions
package import Texts

/// The reports of a replay, or of a run of tests, while they are written.
package final class ReplayReports {
    /// So many exchanges that were not sent are told one by one; the rest of them are one case.
    private static let mostSkipped = 1_000

    private let writers: [ReportWriter]
    /// The command of the user's that sends a request, if one does.
    package var command: (RequestFrame) -> String? = { _ in nil }

    package init(_ targets: [ReportTarget], _ subject: ReportSubject) throws(Failure) {
        writers = try Self.trouble { () throws(ReportError) in
            var writers: [ReportWriter] = []
            for target in targets { writers.append(try ReportWriter(target, subject)) }
            return writers
        }
    }

    package var isEmpty: Bool { writers.isEmpty }

    package func add(_ result: CaseResult) throws(Failure) {
        try Self.trouble { () throws(ReportError) in
            for writer in writers { try writer.add(result) }
        }
    }

    /// Counts cases that are the same, and of which nothing else is known.
    package func addSame(_ count: Int, suite: String) throws(Failure) {
        guard count > 0 else { return }
        try Self.trouble { () throws(ReportError) in
            for writer in writers { try writer.addSame(count, suite: suite) }
        }
    }

    /// Adds what came of an exchange.
    package func add(_ result: ReplayResult, _ step: ReplayStep, file: String) throws(Failure) {
        if isEmpty { return }
        var reported = CaseResult(
            suite: file,
            title: title(step),
            seconds: result.actual.duration / .seconds(1),
            outcome: .same
        )
        if result.recorded.milliseconds > 0 { reported.recordedSeconds = result.recorded.milliseconds / 1000 }
        switch result.verdict {
        case .same: break
        case .different, .failed:
            let difference = ExchangeDifference(result)
            reported.difference = difference
            reported.outcome = Self.outcome(result, difference)
        }
        try add(reported)
    }

    /// Adds an exchange that was not sent.
    package func skip(_ step: ReplayStep, file: String, reason: String) throws(Failure) {
        try add(CaseResult(suite: file, title: title(step), seconds: 0, outcome: .skipped(reason)))
    }

    /// Adds the exchanges that were not sent, since the replay ended before them.
    ///
    /// - Parameters:
    ///   - count: how many there are; nil when nobody knows.
    ///   - next: gives them one by one.
    package func skip(
        _ count: Int?,
        files: [String],
        next: () throws(Failure) -> ReplayStep?
    ) throws(Failure) {
        let reason = "the replay ended before it"
        var told = 0
        while told < Self.mostSkipped, !Signals.isInterrupted, let step = try next() {
            try skip(step, file: files[step.file], reason: reason)
            told += 1
        }
        guard told == Self.mostSkipped, let step = try next() else { return }
        let rest = count.map { "\($0 - told) more exchanges" } ?? "more exchanges"
        let outcome = CaseResult.Outcome.skipped("the replay ended before them")
        try add(CaseResult(suite: files[step.file], title: .text(rest), seconds: 0, outcome: outcome))
    }

    /// Puts the reports in their places.
    package func finish() throws(Failure) {
        try Self.trouble { () throws(ReportError) in
            for writer in writers { try writer.finish() }
        }
    }

    private func title(_ step: ReplayStep) -> CaseTitle {
        let request = step.expected.request
        return .exchange(number: step.expected.number, request: request, command: command(request), pass: step.pass)
    }

    private static func outcome(_ result: ReplayResult, _ difference: ExchangeDifference) -> CaseResult.Outcome {
        if result.verdict == .different {
            let title = "exchange \(result.recorded.number) differs"
            let lines = [title] + DifferenceReport.lines(difference)
            return .different(CaseResult.Trouble("different", message: "\(title): \(difference.summary)", lines: lines))
        }
        let reason = result.actual.failure.map(Diagnostics.message) ?? "no response"
        return .failed(CaseResult.Trouble("no-response", message: reason, lines: [reason]))
    }

    private static func trouble<Result>(_ body: () throws(ReportError) -> Result) throws(Failure) -> Result {
        do throws(ReportError) {
            return try body()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }
}
