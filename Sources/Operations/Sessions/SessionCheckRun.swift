import Platform
package import Sessions
package import Texts

/// Checks one session file, and repairs it if that was asked for.
package struct SessionCheckRun {
    /// What came of a file.
    package struct Result {
        package enum Outcome {
            case notReadable
            case checked(SessionCheck)
            case repaired(SessionCheck, SessionRepair)
        }

        package var path: String
        package var outcome: Outcome
    }

    private let path: String
    private let observer: any Observer
    /// The path as it may be shown.
    private var name: String { TerminalText.name(TerminalText.escaped(path)) }

    package init(_ path: String, _ observer: any Observer) {
        self.path = path
        self.observer = observer
    }

    /// Tells what is wrong and what is odd, then the result.
    ///
    /// - Parameter show: takes the result.
    /// - Returns: whether nothing is wrong with the file, or nothing any longer.
    /// - Throws: ``Failure`` when the user has interrupted it.
    package func check(repairing: Bool, show: (Result) -> Void) throws(Failure) -> Bool {
        let check: SessionCheck?
        do throws(SessionError) {
            check = try validate()
        } catch {
            observer.diagnostic("ipcsh: \(error)")
            show(Result(path: path, outcome: .notReadable))
            return false
        }
        guard let check else { throw Failure(.interrupted, "\(name): interrupted") }
        tell(check)
        guard repairing, check.verdict == .torn || check.verdict == .damaged else {
            show(Result(path: path, outcome: .checked(check)))
            return check.verdict == .ok
        }
        return repair(check, show)
    }

    /// - Returns: whether the file is in order now.
    private func repair(_ check: SessionCheck, _ show: (Result) -> Void) -> Bool {
        do throws(SessionError) {
            // It looks again, with the file locked: what was wrong may be gone.
            let repair = try SessionRepair.run(path: path)
            show(Result(path: path, outcome: repair.map { .repaired(check, $0) } ?? .checked(check)))
            guard check.refusedCount > 0 else { return true }
            let lines = check.refusedCount == 1 ? "line is" : "lines are"
            observer.diagnostic(
                "ipcsh: \(name): \(check.refusedCount) \(lines) left as they stand: a replay or a mock server refuses "
                    + "them; correct them in an editor"
            )
            return false
        } catch {
            show(Result(path: path, outcome: .checked(check)))
            observer.diagnostic("ipcsh: not repaired: \(error)")
            return false
        }
    }

    /// - Returns: `nil` when the user has interrupted it.
    private func validate() throws(SessionError) -> SessionCheck? {
        let size = FileStatus(path: path)?.size ?? 0
        // In MiB; what takes less than a moment needs no bar.
        var progress =
            size > 32 << 20 && observer.showsProgress
            ? Progress(total: size >> 20, item: "MiB of \(name)") : nil
        defer { if progress != nil { observer.progress(nil) } }
        return try SessionCheck(path: path, judge: SessionJudgement.objection) { bytesRead in
            progress?.done = bytesRead >> 20
            if let progress { observer.progress(progress) }
            return !Signals.isInterrupted && Signals.ending == nil
        }
    }

    /// What is wrong and what is odd, on stderr.
    private func tell(_ check: SessionCheck) {
        for problem in check.problems { observer.diagnostic("\(problem)") }
        let more = check.problemCount - check.problems.count
        if more > 0 { observer.diagnostic("\(name): and \(more) more bad \(more == 1 ? "line" : "lines")") }
        for warning in check.warnings { observer.notice("\(warning) (a warning)") }
        let moreWarnings = check.warningCount - check.warnings.count
        if moreWarnings > 0 { observer.notice("\(name): and \(moreWarnings) more such warnings") }
    }
}
