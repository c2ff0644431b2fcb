package import IPCFraming
package import InspectProtocol
import Platform
import WireJSON

/// Appends exchanges to a session file, one `write` each. What was appended is in the file whole; the line under way is
/// torn when the recorder is killed just then, as Linux may end a `write` there at the end of a page.
package final class SessionWriter {
    package let path: String
    /// How many exchanges this writer has appended.
    package private(set) var count = 0
    /// Where a torn last line of an earlier recording was moved to.
    package let tornFile: String?

    /// What counts as an error by the file's header.
    package let rule: SuccessRule

    private let descriptor: Int32
    private let redaction: Redaction?
    private var sync: DiskSync?
    /// What was taken out of the last requests.
    private var secrets = Secrets()
    /// The label of the exchange that the file ends with.
    private var lastNumber: Int
    private var lastStart: Duration?
    private var pendingNote: String?
    private var isOpen = true
    /// What the file has at least, in bytes, while nobody cuts it off.
    private var size = 0
    /// What is in the file; `nil` where another recording stands before this one.
    private var totals: SessionTotals?
    private var clock = SessionClock()
    /// Whether the file ends in a part of a line that could not be cut off again.
    private var endsInFragment = false
    private var line: [UInt8] = []

    /// Opens a session to append to, and makes it, 0600, when there is none.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - header: its first line, if it is new or empty.
    ///   - redaction: what must not come into the file; the header says so.
    ///   - isNew: whether the name was made up for it: what stands there already, a link too, is refused.
    ///   - sync: when the disk must have it.
    /// - Throws: ``SessionError`` when the file cannot be written, is no session, is being recorded by another, or has
    ///   lines with something else redacted.
    package init(
        path: String,
        header: SessionHeader,
        redaction: Redaction? = nil,
        isNew: Bool = false,
        sync policy: SyncPolicy = .never
    ) throws(SessionError) {
        var header = header
        if let redaction { header.rule = redaction.applied(to: header.rule) }
        self.path = path
        self.redaction = redaction
        let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        descriptor = open(path, isNew ? flags | O_EXCL : flags, 0o600)
        if descriptor < 0 { throw SessionError(path: path, reason: "cannot be written: \(SystemError().reason)") }
        do throws(SessionError) {
            let end = try Self.prepare(descriptor, path: path, redaction)
            lastNumber = end.lastNumber
            tornFile = end.tornFile
            rule = end.rule ?? header.rule
            size = end.size
            if end.isEmpty {
                if let redaction { header.others["redacted"] = redaction.marks }
                line = header.line
                try writeLine()
                totals = SessionTotals()
            }
            try begin(policy)
        } catch {
            close(descriptor)
            isOpen = false
            throw error
        }
    }

    private func begin(_ policy: SyncPolicy) throws(SessionError) {
        if policy == .never { return }
        do throws(SystemError) {
            sync = try DiskSync(descriptor, policy)
            try sync?.written()
        } catch {
            throw unsynced(error)
        }
        // The name of a new file, too.
        ReplacementFile.synchronizeFolder(of: path)
    }

    private func unsynced(_ error: SystemError) -> SessionError {
        SessionError(path: path, reason: "cannot be recorded: the disk did not take it: \(error.reason)")
    }

    deinit {
        // Its thread uses the descriptor.
        sync = nil
        if isOpen { close(descriptor) }
    }

    /// Appends an exchange.
    ///
    /// - Parameters:
    ///   - exchange: its number, gap and time are the writer's.
    ///   - start: when it began, on any monotonic clock, always the same one.
    ///   - duration: from its start to the end of its response.
    ///   - note: what is to be known of it, behind a person's own words.
    /// - Throws: ``SessionError`` when it could not be written; the file then is as it was before, unless the disk did not
    ///   take a line that was written.
    package func append(
        _ exchange: RecordedExchange,
        start: Duration,
        duration: Duration,
        note: String? = nil
    ) throws(SessionError) {
        var exchange = exchange
        exchange.settle(under: rule)
        let notes = [pendingNote, note].compactMap(\.self)
        let words = notes.isEmpty ? nil : notes.joined(separator: "\n")
        try append(PreparedLine(exchange, note: words, redaction), start: start, duration: duration)
        pendingNote = nil
    }

    /// Appends what the server has sent unasked.
    ///
    /// - Parameter time: when it came, on the clock of the exchanges.
    /// - Throws: ``SessionError`` when it could not be written; the file then is as it was before.
    package func append(pushed message: ResponseFrame, at time: Duration) throws(SessionError) {
        guard isOpen else { throw SessionError(path: path, reason: "the recording is closed") }
        var push = RecordedPush(number: lastNumber + 1, message)
        push.gap = lastStart.map { max(0, Self.seconds(time - $0)) } ?? 0
        redaction?.apply(to: &push, secrets)
        line.removeAll(keepingCapacity: true)
        push.appendLine(to: &line)
        try writeLine()
        lastNumber += 1
        count += 1
        lastStart = lastStart ?? time
        do throws(SystemError) {
            try sync?.written()
        } catch {
            throw unsynced(error)
        }
    }

    /// Appends an exchange that was prepared, perhaps on another thread.
    ///
    /// - Parameters:
    ///   - start: when it began, on any monotonic clock, always the same one.
    ///   - duration: from its start to the end of its response.
    /// - Throws: ``SessionError`` when it could not be written; the file then is as it was before, unless the disk did not
    ///   take a line that was written.
    package func append(_ exchange: PreparedLine, start: Duration, duration: Duration) throws(SessionError) {
        guard isOpen else { throw SessionError(path: path, reason: "the recording is closed") }
        let gap = lastStart.map { max(0, Self.seconds(start - $0)) } ?? 0
        line.removeAll(keepingCapacity: true)
        exchange.append(
            to: &line,
            number: lastNumber + 1,
            gap: gap,
            milliseconds: max(0, Self.seconds(duration) * 1000)
        )
        try writeLine()
        if let others = exchange.secrets { secrets.remember(others) }
        lastNumber += 1
        count += 1
        clock.advance(gap: gap, milliseconds: max(0, Self.seconds(duration) * 1000))
        totals?.exchanges += 1
        if exchange.isError { totals?.errors += 1 }
        if let seconds = totals?.seconds { totals?.seconds = max(seconds, clock.end) }
        // Exchanges over several connections end in another order than they began in; no gap must count twice.
        lastStart = lastStart.map { max($0, start) } ?? start
        // The line is there, for all but the disk: the next one has the next number.
        do throws(SystemError) {
            try sync?.written()
        } catch {
            throw unsynced(error)
        }
    }

    /// To the nanosecond. A 128-bit integer takes longer to become a `Double` than all the rest of a line.
    private static func seconds(_ duration: Duration) -> Double {
        Double(Int64(clamping: duration.attoseconds / 1_000_000_000)) / 1e9
    }

    /// Keeps a person's words for the next exchange, or for the end of the session when none follows.
    package func note(_ text: String) {
        pendingNote = pendingNote.map { $0 + "\n" + text } ?? text
    }

    /// Writes the line that tells a clean end from an interruption, and closes the file.
    package func finish() throws(SessionError) {
        guard isOpen else { return }
        isOpen = false
        defer {
            sync = nil
            close(descriptor)
        }
        // Numbers go on when a file is appended to, so this counts the exchanges of a file that nobody has edited.
        var end = JSONObject()
        end["end"] = .number(JSONNumber(lastNumber))
        if let pendingNote {
            end["note"] = .string(JSONString(redaction?.applied(toNote: pendingNote) ?? pendingNote))
        }
        if let totals, totals.exchanges >= SessionTotals.fewestExchanges,
            let size = FileStatus(descriptor: descriptor)?.size
        {
            totals.write(to: &end, size: size)
        }
        line = JSONWriter.compact.bytes(of: .object(end))
        try writeLine()
        do throws(SystemError) {
            try sync?.finish()
        } catch {
            throw unsynced(error)
        }
        try checkPresence()
    }

    /// Makes sure that what is written can be found again: a file that was deleted takes it all, without a word.
    ///
    /// Cheap enough for every exchange. A file that was renamed goes on being recorded under its new name.
    ///
    /// - Throws: ``SessionError`` when the file, or its folder, was deleted, or the file was cut off.
    package func checkPresence() throws(SessionError) {
        guard let status = FileStatus(descriptor: descriptor), status.linkCount > 0 else {
            throw loss(FileStatus(path: path) == nil ? "deleted" : "replaced")
        }
        if status.size < size { throw loss("cut off") }
    }

    /// Whether the path still leads to the file that is written to.
    package var hasItsName: Bool {
        FileStatus(path: path)?.identity == FileStatus(descriptor: descriptor)?.identity
    }

    private func loss(_ change: String) -> SessionError {
        let lost = count == 1 ? "its exchange is" : "its \(count) exchanges are"
        return SessionError(path: path, reason: "was \(change) while it was being recorded; \(lost) lost")
    }

    /// Writes `line` and its LF at once, or takes back what was written of it.
    private func writeLine() throws(SessionError) {
        let lineFeed = UInt8(ascii: "\n")
        line.append(lineFeed)
        if endsInFragment { line.insert(lineFeed, at: 0) }
        var written = 0
        repeat {
            written = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        } while written < 0
            && errno == EINTR
        if written == line.count {
            size += written
            endsInFragment = false
            return
        }
        let reason = written < 0 ? SystemError().reason : "there was room for a part only (is the disk full?)"
        if written > 0 { takeBack(written) }
        throw SessionError(path: path, reason: "cannot be recorded: \(reason)")
    }

    /// Cuts off what was written of a line. Where the system does not let it, the next line begins with a line end.
    private func takeBack(_ count: Int) {
        let size = lseek(descriptor, 0, SEEK_END)
        if size >= count, ftruncate(descriptor, size - off_t(count)) == 0 { return }
        self.size += count
        endsInFragment = line[count - 1] != UInt8(ascii: "\n")
    }
}
