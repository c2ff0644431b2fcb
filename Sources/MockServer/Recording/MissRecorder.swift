import IPCClient
import MockCore
import Platform
import Sessions

/// Adds what another server has answered to a served session.
final class MissRecorder: Sendable {
    private let path: String
    private let header: SessionHeader
    private let redaction: Redaction?
    private let sync: SyncPolicy
    private let log: @Sendable (MockEvent) -> Void
    private let state = Guarded(RecordingStatus(recorded: 0, total: 0))

    /// - Throws: ``SessionError`` when the file cannot be written.
    init(
        path: String,
        header: SessionHeader,
        redaction: Redaction?,
        sync: SyncPolicy,
        log: @escaping @Sendable (MockEvent) -> Void
    ) throws(SessionError) {
        self.path = path
        self.header = header
        self.redaction = redaction
        // The file is closed behind each.
        self.sync = sync == .never ? .never : .eachExchange
        self.log = log
        // Told before anybody is asked.
        _ = try SessionWriter(path: path, header: header, redaction: redaction, sync: self.sync)
    }

    /// How much was added so far.
    var status: RecordingStatus { state.withLock { $0 } }

    /// How often to try again where another program replaces the file at the same moment.
    private static let mostAttempts = 5

    /// One at a time. The file is opened for each: it is locked only as long as it is written to, and may be another by
    /// then, when a person has saved it.
    func append(_ exchange: Exchange) {
        let loss = state.withLock { status in
            status.total += 1
            do throws(SessionError) {
                var attempts = 1
                while try !write(exchange), attempts < Self.mostAttempts { attempts += 1 }
                status.recorded += 1
                return nil as SessionError?
            } catch {
                if status.reason == nil { status.reason = error.reason }
                return error
            }
        }
        if let loss { log(.trouble("NOT RECORDED: \(loss)")) }
    }

    /// - Returns: whether the file that was written to is the one that has the name; an editor may have moved it away.
    private func write(_ exchange: Exchange) throws(SessionError) -> Bool {
        let writer = try SessionWriter(path: path, header: header, redaction: redaction, sync: sync)
        if !writer.hasItsName { return false }
        try writer.append(RecordedExchange(asked: exchange), start: .zero, duration: exchange.duration)
        if !writer.hasItsName, FileStatus(path: path) != nil { return false }
        try writer.checkPresence()
        return true
    }
}
