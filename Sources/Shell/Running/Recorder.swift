import IPCClient
import Sessions

/// Records the exchanges of a shell: opens the session file at the first one, and closes it cleanly.
final class Recorder {
    private(set) var recording: Recording
    private let via: String
    private let environment: [String: String]
    private var writer: SessionWriter?
    private var pendingNotes: [String] = []
    /// How many exchanges have been recorded, in whatever file.
    private(set) var count = 0
    /// The file of the last recording.
    private(set) var path: String?

    init(_ recording: Recording, via: String, environment: [String: String]) {
        self.recording = recording
        self.via = via
        self.environment = environment
    }

    var isOn: Bool { recording != .off }

    /// Makes sure that the next exchange can be recorded, before it is made.
    ///
    /// - Returns: what the user should know, if anything.
    /// - Throws: ``Failure`` when the file cannot be written.
    func prepare(to endpoint: Endpoint, mode: String) throws(Failure) -> String? {
        guard isOn, writer == nil else { return nil }
        do throws(SessionError) {
            let path =
                switch recording {
                case .file(let path): path
                case .automatic, .off: try SessionFolder(environment: environment).newFile()
                }
            let header = SessionHeader(
                created: Timestamp.now.iso8601,
                tool: "ipcsh \(Version.current)",
                via: via,
                to: endpoint.description,
                mode: mode
            )
            let writer = try SessionWriter(path: path, header: header)
            for note in pendingNotes { writer.note(note) }
            pendingNotes = []
            self.writer = writer
            self.path = path
            return writer.tornFile.map { "\(path): its last line was torn; moved to \($0)" }
        } catch {
            throw Failure(.exchangeFailed, "cannot record: \(error) (--no-record goes without)")
        }
    }

    func record(_ exchange: Exchange, start: Duration) throws(Failure) {
        guard let writer else { return }
        do throws(SessionError) {
            try writer.append(
                request: exchange.request,
                response: exchange.response,
                error: exchange.failure?.code.rawValue,
                attempts: exchange.attempts,
                start: start,
                duration: exchange.duration
            )
            count += 1
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }

    /// Keeps a person's words with the next exchange.
    func note(_ text: String) {
        if let writer { writer.note(text) } else { pendingNotes.append(text) }
    }

    /// Ends the recording under way and goes on elsewhere, or not at all.
    func change(to recording: Recording) throws(Failure) {
        defer { self.recording = recording }
        try finish()
    }

    /// Closes the file cleanly.
    func finish() throws(Failure) {
        guard let writer else { return }
        self.writer = nil
        do throws(SessionError) {
            try writer.finish()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }
}
