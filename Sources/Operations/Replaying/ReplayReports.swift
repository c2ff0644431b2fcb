import IPCClient
package import IPCFraming
package import Replay
import Sessions
package import Texts

/// The reports of a replay, or of a run of tests, while they are written.
package final class ReplayReports {
    private let writers: [ReportWriter]
    /// The command of the user's that sends a request, if one does.
    package var command: (RequestFrame) -> String? = { _ in nil }

    package init(_ targets: [ReportTarget]) throws(Failure) {
        writers = try Self.trouble { () throws(ReportError) in
            var writers: [ReportWriter] = []
            for target in targets { writers.append(try ReportWriter(target)) }
            return writers
        }
    }

    package var isEmpty: Bool { writers.isEmpty }

    package func add(_ result: CaseResult) throws(Failure) {
        try Self.trouble { () throws(ReportError) in
            for writer in writers { try writer.add(result) }
        }
    }

    /// Adds what came of an exchange.
    package func add(_ result: ReplayResult, _ step: ReplayStep, file: String) throws(Failure) {
        if isEmpty { return }
        let outcome: CaseResult.Outcome =
            switch result.verdict {
            case .same: .same
            case .different: .different(DifferenceReport.lines(result))
            case .failed: .failed(result.actual.failure.map(Diagnostics.message) ?? "no response")
            }
        let seconds = result.actual.duration / .seconds(1)
        try add(CaseResult(suite: file, name: name(step), seconds: seconds, outcome: outcome))
    }

    /// Adds an exchange that was not sent.
    package func skip(_ step: ReplayStep, file: String, reason: String) throws(Failure) {
        try add(CaseResult(suite: file, name: name(step), seconds: 0, outcome: .skipped(reason)))
    }

    /// Puts the reports in their places.
    package func finish() throws(Failure) {
        try Self.trouble { () throws(ReportError) in
            for writer in writers { try writer.finish() }
        }
    }

    /// `3 image a.jpg`, and which time it is, where there are several.
    private func name(_ step: ReplayStep) -> String {
        let pass = step.pass == 0 ? "" : " (pass \(step.pass + 1))"
        return "\(step.expected.number) \(title(step.expected.request))\(pass)"
    }

    private func title(_ request: RequestFrame) -> String {
        if let command = command(request) { return "\(command) \(TerminalText.excerpt(request.bytes, length: 100))" }
        let kind = RequestKind(request)
        if kind == .abort { return kind.rawValue }
        if let file = kind.file(of: request) { return "\(kind.rawValue) \(TerminalText.escaped(file))" }
        return TerminalText.excerpt(request.bytes, length: 100)
    }

    private static func trouble<Result>(_ body: () throws(ReportError) -> Result) throws(Failure) -> Result {
        do throws(ReportError) {
            return try body()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }
}
