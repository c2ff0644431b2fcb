import IPCClient
import IPCFraming
import Platform
import Replay
import Sessions
import Texts

/// What came instead of what was recorded: copies of the sessions, in which the lines that differ have it.
struct ReceivedFiles {
    private let files: [String]
    private let isReplacing: Bool
    private var revisions: [Int: SessionRevision] = [:]

    /// - Parameters:
    ///   - files: the sessions.
    ///   - isReplacing: whether the copies replace them, and do not stand beside them.
    init(_ files: [String], replacing isReplacing: Bool) {
        self.files = files
        self.isReplacing = isReplacing
    }

    /// `tour.jsonl` and `tour.received.jsonl`.
    static func path(for session: String) -> String {
        let suffix = ".jsonl"
        return (session.hasSuffix(suffix) ? String(session.dropLast(suffix.count)) : session) + ".received" + suffix
    }

    /// Puts what came into the copy, in the place of what was recorded.
    ///
    /// - Parameters:
    ///   - redacted: what is missing in the session, and is not to be in the copy. Nothing is kept of a session where
    ///     that is not known.
    ///   - version: what the session was when the exchange was read from it.
    mutating func take(
        _ result: ReplayResult,
        _ step: ReplayStep,
        redacted: RedactedParts,
        version: FileStatus.Version?
    ) throws(Failure) {
        guard result.actual.isOfTheServer, !redacted.hasUnknown else { return }
        var exchange = step.recorded
        exchange.request = result.actual.request
        take(result.actual, step, into: &exchange)
        exchange.error = result.actual.failure?.code
        exchange.close = result.actual.close
        exchange.attempts = result.actual.attempts
        exchange.milliseconds = result.actual.duration / .milliseconds(1)
        redacted.redaction?.apply(to: &exchange)
        try Self.fileTrouble { () throws(SessionError) in
            try revision(of: step.file, version).replace(line: step.line, by: exchange)
        }
    }

    /// Takes over the answer. What came unasked behind it has lines of its own, which stay as they are.
    private func take(_ actual: Exchange, _ step: ReplayStep, into exchange: inout RecordedExchange) {
        let came = RecordedExchange(actual, number: 0)
        guard !step.pushed.isEmpty, let messages = came.responses else {
            (exchange.responses, exchange.response) = (came.responses, came.response)
            return
        }
        let own = Array(messages.prefix(step.expected.messages.count))
        exchange.responses = own.count == 1 ? nil : own
        if own.count == 1 { exchange.response = own[0].frame }
    }

    private mutating func revision(
        of file: Int,
        _ version: FileStatus.Version?
    ) throws(SessionError) -> SessionRevision {
        if let revision = revisions[file] { return revision }
        let path = files[file]
        let revision = try SessionRevision(
            of: path,
            to: Self.path(for: path),
            replacing: isReplacing,
            version: version
        )
        revisions[file] = revision
        return revision
    }

    mutating func discard() {
        revisions = [:]
    }

    /// Puts the copies in their places.
    ///
    /// - Returns: their paths.
    /// - Throws: ``Failure`` when one could not be put there, or a session that it was to replace has changed meanwhile;
    ///   the other copies are in their places then.
    @discardableResult
    mutating func finish() throws(Failure) -> [String] {
        defer { revisions = [:] }
        var paths: [String] = []
        var failure: Failure?
        for (file, revision) in revisions.sorted(by: { $0.key < $1.key }) {
            do throws(SessionError) {
                switch try revision.finish() {
                case .inPlace: paths.append(isReplacing ? files[file] : Self.path(for: files[file]))
                case .kept(let copy):
                    let path = TerminalText.name(files[file])
                    let reason = "another program has changed it during the replay; it stays as it is now"
                    failure = failure ?? Failure(.exchangeFailed, "\(path): \(reason), and what came is in \(copy)")
                }
            } catch {
                failure = failure ?? Failure(.exchangeFailed, "\(error)")
            }
        }
        if let failure { throw failure }
        return paths
    }

    private static func fileTrouble(_ body: () throws(SessionError) -> Void) throws(Failure) {
        do throws(SessionError) {
            try body()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }
}

extension Exchange {
    /// Whether what came tells of the server: not when it could not be reached in time.
    fileprivate var isOfTheServer: Bool {
        failure.map { !$0.code.isOfNetwork } ?? true
    }
}
