package import Platform
package import Sessions
package import Texts

/// The exchanges of session files, in their order, as often as asked for; read as they are needed.
package final class ReplaySource {
    /// Why there is no next exchange.
    package enum Failure: Error {
        case session(SessionError)
        case expectation(ExpectationError, file: String)
        /// An expression that chooses or changes exchanges was given up at this one.
        case expression(RegularExpression.LimitExceeded, number: Int, file: String)
    }

    private let files: [String]
    private let selection: Selection
    private let loops: Int?
    package private(set) var rewriting: RequestRewriting
    private var schedule: Pace.Schedule

    private var pass = 0
    private var file = -1
    private var reader: SessionReader?
    /// How many answers of a mock server were passed over in it.
    private var skippedStubs = 0
    /// The line of the exchange read last.
    private var line = 0
    /// What was read behind the messages that were pushed.
    private var ahead: RecordedExchange?
    private var passIsEmpty = true
    /// What each file was when its exchanges were read.
    private var versions: [Int: FileStatus.Version] = [:]
    private var redacted: [Int: RedactedParts] = [:]
    /// What is worth knowing about the files that were read to their end.
    package private(set) var notices: [String] = []

    /// - Parameters:
    ///   - files: the paths of sessions.
    ///   - loops: how often to go through them; `nil` for without end.
    package init(
        _ files: [String],
        selection: Selection = Selection(),
        rewriting: RequestRewriting = RequestRewriting(),
        pace: Pace = .max,
        loops: Int? = 1
    ) {
        self.files = files
        self.selection = selection
        self.rewriting = rewriting
        self.loops = loops
        schedule = Pace.Schedule(pace)
    }

    /// What is missing in a file, once it has been opened.
    package func redactedParts(of file: Int) -> RedactedParts { redacted[file] ?? RedactedParts() }

    /// What a file was when it was opened last.
    package func version(of file: Int) -> FileStatus.Version? { versions[file] }

    package func next() throws(Failure) -> ReplayStep? {
        while true {
            if reader == nil, try !openNext() { return nil }
            guard let recorded = try read() else {
                closeFile()
                continue
            }
            let line = line
            let pushed = try readPushed()
            guard let expected = try rewritten(recorded) else { continue }
            passIsEmpty = false
            let expectation: Expectation
            do throws(ExpectationError) {
                expectation = try Expectation(expected)
            } catch {
                throw .expectation(error, file: files[file])
            }
            return ReplayStep(
                file: file,
                line: line,
                pass: pass,
                mode: reader?.header.mode,
                recorded: recorded,
                expected: expected,
                expectation: expectation,
                pushed: pushed,
                due: schedule.next(gap: recorded.gap)
            )
        }
    }

    /// - Returns: `nil` for an exchange that is not selected.
    private func rewritten(_ recorded: RecordedExchange) throws(Failure) -> RecordedExchange? {
        do throws(RegularExpression.LimitExceeded) {
            return try selection.includes(recorded) ? try rewriting.apply(to: recorded) : nil
        } catch {
            throw .expression(error, number: recorded.number, file: files[file])
        }
    }

    private func openNext() throws(Failure) -> Bool {
        file += 1
        if file == files.count {
            pass += 1
            if passIsEmpty || pass == loops { return false }
            (file, passIsEmpty) = (0, true)
        }
        guard file < files.count else { return false }
        do throws(SessionError) {
            let reader = try SessionReader(path: files[file])
            versions[file] = reader.version
            redacted[file] = reader.header.redactedParts
            self.reader = consume reader
            return true
        } catch {
            throw .session(error)
        }
    }

    private func read() throws(Failure) -> RecordedExchange? {
        if let exchange = ahead.take() { return exchange }
        while let next = try readLine() {
            if case .exchange(let exchange) = next { return exchange }
        }
        return nil
    }

    /// What was pushed behind the exchange read last. It belongs to it: whoever sends that request waits for it.
    private func readPushed() throws(Failure) -> [RecordedPush] {
        var pushed: [RecordedPush] = []
        let exchangeLine = line
        while let next = try readLine() {
            switch next {
            case .pushed(let push): pushed.append(push)
            case .exchange(let exchange):
                ahead = exchange
                return pushed
            case .stub, .end: break
            }
        }
        line = exchangeLine
        return pushed
    }

    private func readLine() throws(Failure) -> SessionLine? {
        do throws(SessionError) {
            let next = try reader?.next()
            if let next {
                switch next {
                case .exchange: line = reader?.lineNumber ?? 0
                case .stub: skippedStubs += 1
                case .pushed, .end: break
                }
            }
            return next
        } catch {
            throw .session(error)
        }
    }

    private func closeFile() {
        if pass == 0, skippedStubs > 0 {
            let lines = skippedStubs == 1 ? "line" : "lines"
            notices.append(
                "\(files[file]): \(skippedStubs) \(lines) with a 'match' skipped: only a mock server uses them"
            )
        }
        if pass == 0, let line = reader?.tornLine {
            notices.append("\(files[file]):\(line): the last line is torn; the session ends before it")
        }
        reader = nil
        skippedStubs = 0
    }
}
