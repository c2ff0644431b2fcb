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

    /// The next exchange that is selected; `nil` at the end, and when nobody reads the output any more.
    package mutating func next() throws(Failure) -> RecordedExchange? { try nextView()?.exchange }

    /// The same, to be looked at before the next call: for whoever goes through many exchanges and keeps few.
    package mutating func nextView() throws(Failure) -> ExchangeView? {
        while true {
            // Asked for now and then: an exchange is looked at in less time.
            if count % 64 == 0 {
                if observer.isCancelled { throw Failure(.interrupted, "interrupted") }
                if observer.isOutputClosed { return nil }
            }
            guard let view = try readView() else { return nil }
            count += 1
            clock.advance(gap: view.gap, milliseconds: view.milliseconds)
            do throws(RegularExpression.LimitExceeded) {
                if try selection.includes(view) { return view }
            } catch {
                throw .usage("\(path): exchange \(view.number): \(error); find a simpler one")
            }
        }
    }

    private mutating func readView() throws(Failure) -> ExchangeView? {
        do throws(SessionError) {
            if let view = try reader.nextView() { return view }
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
