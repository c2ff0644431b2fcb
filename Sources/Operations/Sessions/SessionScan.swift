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

    /// What stands in a line.
    package enum Entry {
        case exchange(RecordedExchange)
        /// - Parameter start: in seconds from the start of the session.
        case pushed(RecordedPush, start: Double)
    }

    /// The next exchange that is selected; `nil` at the end, and when nobody reads the output any more.
    package mutating func next() throws(Failure) -> RecordedExchange? {
        while let entry = try nextEntry() {
            if case .exchange(let exchange) = entry { return exchange }
        }
        return nil
    }

    /// The next exchange, or message that was pushed, that is selected; `nil` as ``next()``.
    package mutating func nextEntry() throws(Failure) -> Entry? {
        while let line = try nextLine() {
            let exchange: RecordedExchange
            switch line {
            case .exchange(let next): exchange = next
            case .pushed(let push):
                pushedCount += 1
                if try includes(push) { return .pushed(push, start: clock.start + push.gap) }
                continue
            case .stub, .end: continue
            }
            count += 1
            clock.advance(by: exchange)
            do throws(RegularExpression.LimitExceeded) {
                if try selection.includes(exchange) { return .exchange(exchange) }
            } catch {
                throw .usage("\(path): exchange \(exchange.number): \(error); find a simpler one")
            }
        }
        return nil
    }

    private func includes(_ push: RecordedPush) throws(Failure) -> Bool {
        do throws(RegularExpression.LimitExceeded) {
            return try selection.includes(push)
        } catch {
            throw .usage("\(path): message \(push.number): \(error); find a simpler one")
        }
    }

    private mutating func nextLine() throws(Failure) -> SessionLine? {
        if observer.isCancelled { throw Failure(.interrupted, "interrupted") }
        if observer.isOutputClosed { return nil }
        let line: SessionLine?
        do throws(SessionError) {
            line = try reader.next()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
        if line == nil, let number = reader.tornLine {
            observer.notice("\(path):\(number): the last line is torn; the session ends before it")
        }
        return line
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
