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

    /// The next exchange that is selected; `nil` at the end, and when nobody reads the output any more.
    package mutating func next() throws(Failure) -> RecordedExchange? {
        while let exchange = try nextExchange() {
            count += 1
            clock.advance(by: exchange)
            do throws(RegularExpression.LimitExceeded) {
                if try selection.includes(exchange) { return exchange }
            } catch {
                throw .usage("\(path): exchange \(exchange.number): \(error); find a simpler one")
            }
        }
        return nil
    }

    private mutating func nextExchange() throws(Failure) -> RecordedExchange? {
        if observer.isCancelled { throw Failure(.interrupted, "interrupted") }
        if observer.isOutputClosed { return nil }
        let exchange: RecordedExchange?
        do throws(SessionError) {
            exchange = try reader.nextExchange()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
        if exchange == nil, let line = reader.tornLine {
            observer.notice("\(path):\(line): the last line is torn; the session ends before it")
        }
        return exchange
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
