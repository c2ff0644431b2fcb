package import Platform
package import Sessions
package import Texts

/// Goes through the exchanges of a session file that are selected. The user can interrupt it.
package struct SessionScan: ~Copyable {
    private var reader: SessionReader
    private let path: String
    private let selection: Selection
    private let observer: any Observer
    private var clock = SessionClock()
    /// How many exchanges have been read, selected or not.
    package private(set) var count = 0
    /// How many messages have been read that were pushed.
    package private(set) var pushedCount = 0

    /// - Throws: ``Failure`` when the file cannot be read.
    package init(_ path: String, _ selection: Selection = Selection(), observer: any Observer) throws(Failure) {
        reader = try Self.fileTrouble { () throws(SessionError) in try SessionReader(path: path) }
        self.path = path
        self.selection = selection
        self.observer = observer
    }

    package var header: SessionHeader { reader.header }

    /// The last exchange, as it is in the file.
    package var line: [UInt8] { Array(reader.line) }

    /// Whether the recording was closed, once all has been read.
    package var isClosed: Bool { reader.isClosed }

    /// When the last exchange began, in seconds from the start of the session.
    package var start: Double { clock.start }

    /// How many bytes have been read.
    package var bytesRead: Int { reader.bytesRead }

    /// What the file was when it was opened.
    package var version: FileStatus.Version? { reader.version }

    /// What stands in a line.
    package enum Entry {
        case exchange(RecordedExchange)
        /// - Parameter start: in seconds from the start of the session.
        case pushed(RecordedPush, start: Double)
    }

    /// The next exchange that is selected; `nil` at the end, and when nobody reads the output any more.
    package mutating func next() throws(Failure) -> RecordedExchange? {
        try withNext { view, _ in view.exchange }
    }

    /// The next exchange, or message that was pushed, that is selected; `nil` as ``next()``.
    package mutating func nextEntry() throws(Failure) -> Entry? {
        try withNext({ view, _ in .exchange(view.exchange) }, pushed: { .pushed($0, start: $1) })
    }

    private enum Step<Result> {
        case skipped
        case selected(Result)
        case givenUp(RegularExpression.LimitExceeded, what: String)
    }

    /// The same for whoever goes through many exchanges and keeps few.
    ///
    /// - Parameters:
    ///   - body: looks at the exchange, and at when it began, in seconds from the start of the session.
    ///   - pushed: looks at a message that was pushed, and at when it came; `nil` passes over all of them.
    package mutating func withNext<Result>(
        _ body: (_ exchange: ExchangeView, _ start: Double) -> Result,
        pushed: ((_ push: RecordedPush, _ start: Double) -> Result)? = nil
    ) throws(Failure) -> Result? {
        while true {
            // Asked for now and then: an exchange is looked at in less time.
            if (count + pushedCount) % 64 == 0 {
                if observer.isCancelled { throw Failure(.interrupted, "interrupted") }
                if observer.isOutputClosed { return nil }
            }
            let step = try step(body, pushed)
            switch step {
            case nil: return nil
            case .skipped?: break
            case .selected(let result)?: return result
            case .givenUp(let error, let what)?:
                throw .usage("\(path): \(what): \(error); find a simpler one")
            }
        }
    }

    private mutating func step<Result>(
        _ body: (ExchangeView, Double) -> Result,
        _ pushed: ((RecordedPush, Double) -> Result)?
    ) throws(Failure) -> Step<Result>? {
        var (clock, isPushed) = (clock, false)
        let selection = selection
        let step: Step<Result>?
        do throws(SessionError) {
            step = try reader.withNext(
                { view -> Step<Result> in
                    clock.advance(gap: view.gap, milliseconds: view.milliseconds)
                    do throws(RegularExpression.LimitExceeded) {
                        return try selection.includes(view) ? .selected(body(view, clock.start)) : .skipped
                    } catch {
                        return .givenUp(error, what: "exchange \(view.number)")
                    }
                },
                pushed: { push in
                    isPushed = true
                    guard let pushed else { return .skipped }
                    do throws(RegularExpression.LimitExceeded) {
                        return try selection.includes(push)
                            ? .selected(pushed(push, clock.start + push.gap)) : .skipped
                    } catch {
                        return .givenUp(error, what: "message \(push.number)")
                    }
                }
            )
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
        self.clock = clock
        if step != nil {
            if isPushed { pushedCount += 1 } else { count += 1 }
        }
        if step == nil, let line = reader.tornLine {
            observer.notice("\(TerminalText.name(path)):\(line): the last line is torn; the session ends before it")
        }
        return step
    }

    private static func fileTrouble<Result: ~Copyable>(
        _ body: () throws(SessionError) -> Result
    ) throws(Failure) -> Result {
        do throws(SessionError) {
            return try body()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }
}
