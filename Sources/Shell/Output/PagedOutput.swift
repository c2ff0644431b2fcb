import Platform
import Rendering
import Texts

/// Lines for a person: through a pager when they are more than the screen has rows, else straight to stdout.
final class PagedOutput: PagedLines {
    /// The most that waits for the decision, in bytes.
    private static let mostWaiting = 64 * 1024

    private let console: Console
    private let environment: Environment
    /// The lines that wait until it is known whether they fit on the screen; `nil` when they need not wait.
    private var waiting: [String]?
    private var waitingBytes = 0
    private var usedRows = 0
    private var pager: Pager?

    /// - Parameter isPaged: whether the user lets a pager be used.
    init(_ console: Console, isPaged: Bool) {
        self.console = console
        environment = console.environment
        waiting = isPaged && console.outputWindow != nil && Pager.isWanted(environment) ? [] : nil
    }

    /// Whether nobody reads on.
    var isClosed: Bool { pager?.isClosed ?? console.isOutputClosed }

    /// - Parameter text: one line, safe for terminals, coloured or not.
    func line(_ text: String) {
        guard waiting != nil, let window = console.outputWindow else {
            put(text)
            return
        }
        waiting?.append(text)
        waitingBytes += text.utf8.count
        usedRows += 1 + max(0, Self.width(text) - 1) / window.columns
        if usedRows >= window.rows || waitingBytes > Self.mostWaiting {
            pager = Pager.start(console, environment)
            flush()
        }
    }

    /// Puts out what waits, and lets the user read to the end.
    func finish() {
        flush()
        pager?.finish()
        pager = nil
    }

    private func flush() {
        let lines = waiting ?? []
        waiting = nil
        for line in lines { put(line) }
    }

    private func put(_ text: String) {
        if let pager { pager.line(text) } else { console.line(text) }
    }

    /// The columns that a line takes, without what only sets colours.
    private static func width(_ text: String) -> Int {
        var width = 0
        var isInSequence = false
        for scalar in text.unicodeScalars {
            if isInSequence {
                isInSequence = scalar != "m"
            } else if scalar == "\u{1B}" {
                isInSequence = true
            } else {
                width += DisplayWidth.of(scalar)
            }
        }
        return width
    }
}
