import Reports
package import Texts

/// Runs scripts and replays sessions, each on its own, and says which passed.
package struct TestRun {
    /// Why a file did not pass.
    package struct Trouble {
        /// Whether nothing of a script was run, since it cannot be read.
        package var isSyntax: Bool
        /// What failed, and where: the line that a person looks for.
        package var message: String

        package init(isSyntax: Bool, message: String) {
            self.isSyntax = isSyntax
            self.message = message
        }
    }

    /// How a file came out.
    package struct FileResult {
        package var file: String
        package var status: ExitStatus
        package var exchanges: Int
        package var duration: Duration
        /// What it put out; all of it, or its end.
        package var output: String
        /// Why it did not pass.
        package var trouble: Trouble?
        /// Whether its exchanges stand in the reports.
        package var isReported: Bool

        package init(
            file: String,
            status: ExitStatus,
            exchanges: Int,
            duration: Duration,
            output: String,
            trouble: Trouble? = nil,
            isReported: Bool
        ) {
            self.file = file
            self.status = status
            self.exchanges = exchanges
            self.duration = duration
            self.output = output
            self.trouble = trouble
            self.isReported = isReported
        }
    }

    package struct Summary {
        package var files: Int
        package var passed = 0
        package var failed = 0
        package var duration = Duration.zero
        /// That of the first file that did not pass.
        package var status = ExitStatus.ok
    }

    private let files: [String]
    private let reports: ReplayReports
    private let observer: any Observer

    package init(_ files: [String], reports: ReplayReports, _ observer: any Observer) {
        self.files = files
        self.reports = reports
        self.observer = observer
    }

    /// - Parameters:
    ///   - run: does one file.
    ///   - show: takes how each came out.
    package func run(
        _ run: (_ file: String) throws(Failure) -> FileResult,
        show: (FileResult) -> Void
    ) throws(Failure) -> Summary {
        let start = ContinuousClock.now
        var summary = Summary(files: files.count)
        var progress = files.count > 1 && observer.showsProgress ? Progress(total: files.count, start: start) : nil
        for file in files {
            if Signals.isInterrupted || observer.isOutputClosed { break }
            progress?.done = summary.passed + summary.failed
            progress?.item = file
            if let progress { observer.progress(progress) }
            let result = try run(file)
            if !result.isReported { try reports.add(Self.reportCase(result)) }
            if result.status == .ok {
                summary.passed += 1
            } else {
                summary.failed += 1
                if summary.status == .ok || result.status == .interrupted { summary.status = result.status }
            }
            show(result)
        }
        if Signals.isInterrupted { summary.status = .interrupted }
        if progress != nil { observer.progress(nil) }
        summary.duration = .now - start
        return summary
    }

    /// A script is one case of a report, as is a session that could not be replayed.
    private static func reportCase(_ result: FileResult) -> CaseResult {
        let lines = result.output.split(separator: "\n").map(String.init)
        let trouble = CaseResult.Trouble(
            type(result),
            message: result.trouble?.message ?? lines.last ?? "",
            lines: lines
        )
        let outcome: CaseResult.Outcome =
            switch result.status {
            case .ok: .same
            case .mismatch, .serverError: .different(trouble)
            default: .failed(trouble)
            }
        return CaseResult(
            suite: result.file,
            title: .text(TestFiles.isScript(result.file) ? "script" : "session"),
            seconds: result.duration / .seconds(1),
            outcome: outcome
        )
    }

    private static func type(_ result: FileResult) -> String {
        switch result.status {
        case .usage: result.trouble?.isSyntax == true ? "syntax-error" : "usage"
        case .serverError: "server-error"
        case .mismatch: "mismatch"
        case .interrupted: "interrupted"
        case .exchangeFailed: "no-response"
        default: "status-\(result.status.rawValue)"
        }
    }
}
