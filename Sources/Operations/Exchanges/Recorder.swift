package import IPCClient
package import IPCFraming
package import InspectProtocol
package import Platform
import Replay
package import Sessions
package import Texts

/// Records the exchanges of a shell: opens the session file at the first one, and closes it cleanly.
package final class Recorder {
    package private(set) var recording: Recording
    private let via: String
    private let environment: Environment
    private var writer: SessionWriter?
    /// What the recording under way leaves out.
    private var redactions: [String] = []
    private var pendingNotes: [String] = []
    /// How many exchanges have been recorded, in whatever file.
    package private(set) var count = 0
    /// Whether the last exchange could not be recorded.
    package private(set) var hasFailed = false
    /// The file of the last recording.
    package private(set) var path: String?

    package init(_ recording: Recording, via: String, environment: Environment) {
        self.recording = recording
        self.via = via
        self.environment = environment
    }

    package var isOn: Bool { recording != .off }

    /// Makes sure that the next exchange can be recorded, before it is made.
    ///
    /// - Parameters:
    ///   - redactions: what must not come into the file. A recording that leaves out something else is ended.
    ///   - sync: when the disk must have what is recorded, from the next file on.
    ///   - rule: what counts as an error.
    /// - Returns: what the user should know, if anything.
    /// - Throws: ``Failure`` when the file cannot be written, or was deleted; the next exchange makes a new one then.
    package func prepare(
        to endpoint: Endpoint,
        mode: ConnectionMode,
        redactions: [String],
        sync: SyncPolicy = .never,
        rule: SuccessRule
    ) throws(Failure) -> String? {
        if writer != nil, redactions != self.redactions { try finish() }
        guard isOn else { return nil }
        do throws(SessionError) {
            if let writer {
                try writer.checkPresence()
                return nil
            }
            var header = SessionHeader(
                created: Timestamp.now.iso8601,
                tool: "ipcsh \(Version.current)",
                via: via,
                to: endpoint.description,
                mode: RecordedMode(of: endpoint, mode)
            )
            header.rule = rule
            return try open(header, redactions, sync)
        } catch {
            writer = nil
            hasFailed = true
            throw Failure(.exchangeFailed, "cannot record: \(error) (--no-record goes without)")
        }
    }

    private func open(
        _ header: SessionHeader,
        _ redactions: [String],
        _ sync: SyncPolicy
    ) throws(SessionError) -> String? {
        let (path, isNew) =
            switch recording {
            case .file(let path): (path, false)
            case .automatic, .off: (try SessionFolder(environment: environment).newFile(), true)
            }
        let redaction: Redaction?
        do throws(PatternError) {
            redaction = try Redaction(redactions)
        } catch {
            throw SessionError(path: path, reason: "\(error)")
        }
        let writer = try SessionWriter(path: path, header: header, redaction: redaction, isNew: isNew, sync: sync)
        for note in pendingNotes { writer.note(note) }
        pendingNotes = []
        self.writer = writer
        self.path = path
        self.redactions = redactions
        hasFailed = false
        return writer.tornFile.map { "\(path): its last line was torn; moved to \($0)" }
    }

    /// - Parameter rule: what counted as an error.
    package func record(_ exchange: Exchange, _ rule: SuccessRule) throws(Failure) {
        var recorded = RecordedExchange(exchange, number: 0)
        recorded.headerRule = rule
        try write { writer throws(SessionError) in
            try writer.append(
                recorded,
                start: .nanoseconds(exchange.start.nanoseconds),
                duration: exchange.duration,
                note: exchange.note
            )
        }
    }

    /// Records what the server has sent unasked.
    package func record(pushed message: ReceivedMessage) throws(Failure) {
        try write { writer throws(SessionError) in
            try writer.append(pushed: message.frame, at: .nanoseconds(message.time.nanoseconds))
        }
    }

    private func write(_ append: (SessionWriter) throws(SessionError) -> Void) throws(Failure) {
        guard let writer else { return }
        do throws(SessionError) {
            try append(writer)
            count += 1
            hasFailed = false
        } catch {
            hasFailed = true
            throw Failure(.exchangeFailed, "\(error)")
        }
    }

    /// Keeps a person's words with the next exchange.
    package func note(_ text: String) {
        if let writer { writer.note(text) } else { pendingNotes.append(text) }
    }

    /// Ends the recording under way and goes on elsewhere, or not at all.
    package func change(to recording: Recording) throws(Failure) {
        defer {
            self.recording = recording
            hasFailed = false
        }
        try finish()
    }

    /// Closes the file cleanly.
    package func finish() throws(Failure) {
        guard let writer else { return }
        self.writer = nil
        do throws(SessionError) {
            try writer.finish()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }
}
