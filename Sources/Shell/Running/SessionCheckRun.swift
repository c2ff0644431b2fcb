import Platform
import Sessions
import Texts
import WireJSON

/// Checks one session file, repairs it if that was asked for, and tells what came of it.
struct SessionCheckRun {
    private let path: String
    private let console: Console
    private let json: Bool

    init(_ path: String, _ context: ShellContext, json: Bool) {
        self.path = path
        self.json = json
        console = context.console
    }

    /// - Returns: whether nothing is wrong with the file, or nothing any longer.
    /// - Throws: ``Failure`` when the user has interrupted it.
    func check(repairing: Bool) throws(Failure) -> Bool {
        let result: SessionCheck?
        do throws(SessionError) {
            result = try validate()
        } catch {
            console.diagnostic("ipcsh: \(error)")
            put("not readable", ["state": "not-readable"])
            return false
        }
        guard let result else { throw Failure(.interrupted, "\(path): interrupted") }
        tell(result)
        guard repairing, result.verdict == .torn || result.verdict == .damaged else {
            put(SessionCheckReport.words(result), SessionCheckReport.object(result))
            return result.verdict == .ok
        }
        return self.repair(result)
    }

    /// - Returns: whether the file is in order now.
    private func repair(_ result: SessionCheck) -> Bool {
        var object = SessionCheckReport.object(result)
        do throws(SessionError) {
            // It looks again, with the file locked: what was wrong may be gone.
            guard let repair = try SessionRepair.run(path: path) else {
                put(SessionCheckReport.words(result), object)
                return true
            }
            object["repaired"] = .object(SessionCheckReport.object(repair))
            put("\(SessionCheckReport.words(result)); \(SessionCheckReport.words(repair))", object)
            return true
        } catch {
            put(SessionCheckReport.words(result), object)
            console.diagnostic("ipcsh: not repaired: \(error)")
            return false
        }
    }

    /// - Returns: `nil` when the user has interrupted it.
    private func validate() throws(SessionError) -> SessionCheck? {
        let size = FileStatus(path: path)?.size ?? 0
        // In MiB; what takes less than a moment needs no bar.
        var progress = size > 32 << 20 && !json ? ProgressLine(total: size >> 20) : nil
        let result = try SessionCheck(path: path) { bytesRead in
            if let columns = console.progressColumns,
                let text = progress?.text(done: bytesRead >> 20, item: "MiB of \(path)", columns: columns)
            {
                console.progress(text)
            }
            return !Signals.isInterrupted && Signals.ending == nil
        }
        if progress != nil, console.progressColumns != nil { console.progress("") }
        return result
    }

    /// What is wrong and what is odd, on stderr.
    private func tell(_ result: SessionCheck) {
        for problem in result.problems { console.diagnostic("\(problem)") }
        let more = result.problemCount - result.problems.count
        if more > 0 { console.diagnostic("\(path): and \(more) more bad \(more == 1 ? "line" : "lines")") }
        for warning in result.warnings { console.notice("\(warning) (a warning)") }
        let moreWarnings = result.warningCount - result.warnings.count
        if moreWarnings > 0 { console.notice("\(path): and \(moreWarnings) more such warnings") }
    }

    private func put(_ words: String, _ object: JSONObject) {
        guard json else { return console.text("\(TerminalText.name(path)): \(words)") }
        var all: JSONObject = ["file": .string(JSONString(path))]
        for member in object.members { all.set(member.key, to: member.value) }
        console.bytes(JSONWriter.compact.bytes(of: .object(all)) + CollectionOfOne(UInt8(ascii: "\n")))
    }
}
