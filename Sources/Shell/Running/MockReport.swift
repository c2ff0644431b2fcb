import IPCFraming
import MockServer
import Replay
import Sessions
import Texts

/// What a mock server in the foreground tells about itself, when it is asked and in the end.
struct MockReport {
    /// The most answers that nobody asked for that are listed.
    private static let listed = 20

    private let server: MockServer
    /// Where it records.
    private let recording: String?
    private let console: Console

    init(_ server: MockServer, _ configuration: MockServer.Configuration, console: Console) {
        self.server = server
        self.console = console
        // Misses are recorded into what is served.
        recording = configuration.recording ?? configuration.sessions.first
    }

    func show() {
        let status = server.status
        console.notice("ipcsh: \(ProjectReport.counts(status))")
        for line in ProjectReport.lines(status) { console.notice("  \(line)") }
    }

    /// Tells what is missing in the recording.
    ///
    /// - Returns: whether anything is.
    func showLost() -> Bool {
        guard let recording, let status = server.recordingStatus, !status.isComplete else { return false }
        console.diagnostic("ipcsh: \(RecordingReport.line(status, in: recording))")
        return true
    }

    /// Lists the answers that nobody asked for.
    ///
    /// - Returns: whether there are any.
    func showUnused() -> Bool {
        let (exchanges, stubs) = (server.unused, server.unusedStubs)
        if !exchanges.isEmpty {
            console.diagnostic("ipcsh: \(exchanges.count) recorded exchanges were never asked for")
            list(exchanges.map { "exchange \($0.number): \(TerminalText.excerpt($0.request.bytes))" })
        }
        if !stubs.isEmpty {
            console.diagnostic("ipcsh: \(stubs.count) \(stubs.count == 1 ? "stub" : "stubs") never answered")
            list(stubs.map { "stub \($0.number): \(TerminalText.excerpt(Array($0.match.utf8)))" })
        }
        return !exchanges.isEmpty || !stubs.isEmpty
    }

    private func list(_ lines: [String]) {
        for line in lines.prefix(Self.listed) { console.diagnostic("  \(line)") }
        if lines.count > Self.listed { console.diagnostic("  ... and \(lines.count - Self.listed) more") }
    }
}
