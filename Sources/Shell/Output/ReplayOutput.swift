import IPCClient
import IPCFraming
import Replay
import Sessions
import Texts
import WireJSON

/// What a replay shows: what differs, how far it has come, and a summary.
struct ReplayOutput {
    private let context: ShellContext
    private let files: [String]
    private var progress: ProgressLine?

    private var console: Console { context.console }

    /// - Parameter total: how many exchanges are to be sent, where that is known.
    init(_ files: [String], total: Int?, in context: ShellContext) {
        self.files = files
        self.context = context
        if let total, total > 1, context.console.progressColumns != nil, !context.settings.json {
            progress = ProgressLine(total: total)
        }
    }

    /// Shows a step that is not sent.
    func show(_ step: ReplayStep) {
        if context.settings.json {
            var line: [UInt8] = []
            step.expected.appendLine(to: &line)
            console.bytes(line + CollectionOfOne(UInt8(ascii: "\n")))
        } else {
            let time = step.due.map { "  at \(Decimal.text($0 / .seconds(1), fractionDigits: 2)) s" } ?? ""
            console.line("\(step.expected.number)\(time)  \(TerminalText.excerpt(step.expected.request.bytes))")
        }
    }

    /// Shows what is not as expected and, as JSON, everything.
    mutating func show(_ result: ReplayResult, _ step: ReplayStep, done: Int) {
        let console = console
        if context.settings.json {
            console.bytes(Self.jsonLine(result))
        } else if result.verdict != .same {
            if progress != nil { console.progress("") }
            let file = files.count > 1 ? files[step.file] : nil
            for line in DifferenceReport.lines(result, file: file, style: console.differenceStyle) {
                console.line(line)
            }
            if let failure = result.actual.failure { console.diagnostic("ipcsh: \(Diagnostics.message(failure))") }
        }
        let item = files[step.file]
        guard let columns = console.progressColumns,
            let text = progress?.text(done: done, item: item, columns: columns)
        else { return }
        console.progress(text)
    }

    func eraseProgress() {
        if progress != nil { console.progress("") }
    }

    func show(_ summary: ReplaySummary) {
        guard context.settings.json else {
            console.line(summary.text)
            return
        }
        var counts: JSONObject = [
            "sent": .number(summary.sent), "same": .number(summary.same), "different": .number(summary.different),
            "failed": .number(summary.failed),
        ]
        if let selected = summary.selected { counts["selected"] = .number(selected) }
        if let elapsed = summary.elapsed { counts["seconds"] = .number(elapsed / .seconds(1)) }
        console.object(["summary": .object(counts)])
    }

    /// What came, and what the comparison says of it.
    private static func jsonLine(_ result: ReplayResult) -> [UInt8] {
        var exchange = RecordedExchange(result.actual, number: result.recorded.number)
        exchange.others["verdict"] = .string(JSONString(result.verdict.rawValue))
        if result.verdict != .same, let expected = result.recorded.response {
            exchange.others["expected"] = .string(JSONString(String(decoding: expected.bytes, as: UTF8.self)))
        }
        var line: [UInt8] = []
        exchange.appendLine(to: &line)
        line.append(UInt8(ascii: "\n"))
        return line
    }
}

extension Console {
    /// How differences are marked on stdout.
    var differenceStyle: TextDifference.Style { usesColor ? .colored : .plain }
}
