import IPCFraming
import MockCore
package import Operations
import Sessions
import Texts

/// What a mock server in the foreground tells of itself, in words.
package enum MockReport {
    /// The most answers that nobody asked for that are listed.
    private static let listed = 20

    /// For stderr.
    package static func lines(_ event: MockRun.Event) -> [String] {
        switch event {
        case .status(let status):
            return ["ipcsh: \(ProjectReport.counts(status))"] + ProjectReport.lines(status).map { "  \($0)" }
        case .unused(let exchanges, let stubs):
            var lines: [String] = []
            if !exchanges.isEmpty {
                lines.append("ipcsh: \(exchanges.count) recorded exchanges were never asked for")
                lines += list(
                    exchanges.map { "exchange \($0.number): \(TerminalText.excerpt($0.request.bytes))" }
                )
            }
            if !stubs.isEmpty {
                lines.append("ipcsh: \(stubs.count) \(stubs.count == 1 ? "stub" : "stubs") never answered")
                lines += list(stubs.map { "stub \($0.number): \(TerminalText.excerpt(Array($0.match.utf8)))" })
            }
            return lines
        }
    }

    private static func list(_ lines: [String]) -> [String] {
        let shown = lines.prefix(listed).map { "  \($0)" }
        return lines.count > listed ? shown + ["  ... and \(lines.count - listed) more"] : shown
    }
}
