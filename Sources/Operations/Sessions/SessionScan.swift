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
    package mutating func next() throws(Failure) -> RecordedExchange? { try nextView()?.exchange }

    /// The next exchange, or message that was pushed, that is selected; `nil` as ``next()``.
    package mutating func nextEntry() throws(Failure) -> Entry? {
        switch try nextInPlace() {
        case .exchange(let view)?: .exchange(view.exchange)
        case .pushed(let push)?: .pushed(push, start: start(of: push))
        case nil: nil
        }
    }

    /// The next exchange, to be looked at before the next call: for whoever goes through many exchanges and keeps few.
    package mutating func nextView() throws(Failure) -> ExchangeView? {
        while let entry = try nextInPlace(withPushed: false) {
            if case .exchange(let view) = entry { return view }
        }
        return nil
    }

    /// The same, or a message that was pushed.
    ///
    /// - Parameter withPushed: whether those are selected at all.
    package mutating func nextInPlace(withPushed: Bool = true) throws(Failure) -> SessionReader.Entry? {
        while true {
            // Asked for now and then: an exchange is looked at in less time.
            if (count + pushedCount) % 64 == 0 {
                if observer.isCancelled { throw Failure(.interrupted, "interrupted") }
                if observer.isOutputClosed { return nil }
            }
            guard let entry = try readEntry() else { return nil }
            switch entry {
            case .exchange(let view):
                count += 1
                clock.advance(gap: view.gap, milliseconds: view.milliseconds)
                let isSelected = try selected("exchange", view.number) { () throws(RegularExpression.LimitExceeded) in
                    try selection.includes(view)
                }
                if isSelected { return entry }
            case .pushed(let push):
                pushedCount += 1
                if !withPushed { continue }
                let isSelected = try selected("message", push.number) { () throws(RegularExpression.LimitExceeded) in
                    try selection.includes(push)
                }
                if isSelected { return entry }
            }
        }
    }

    /// When the message came that was read last, in seconds from the start of the session.
    package func start(of push: RecordedPush) -> Double { clock.start + push.gap }

    private func selected(
        _ what: String,
        _ number: Int,
        _ body: () throws(RegularExpression.LimitExceeded) -> Bool
    ) throws(Failure) -> Bool {
        do throws(RegularExpression.LimitExceeded) {
            return try body()
        } catch {
            throw .usage("\(path): \(what) \(number): \(error); find a simpler one")
        }
    }

    private mutating func readEntry() throws(Failure) -> SessionReader.Entry? {
        do throws(SessionError) {
            if let entry = try reader.nextEntry() { return entry }
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
        if let line = reader.tornLine {
            observer.notice("\(TerminalText.name(path)):\(line): the last line is torn; the session ends before it")
        }
        return nil
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
