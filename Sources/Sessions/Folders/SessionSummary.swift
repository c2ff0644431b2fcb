import Platform
import WireJSON

/// What a list of sessions tells of one.
package struct SessionSummary: Hashable, Sendable {
    /// What is larger and ends cleanly is not read in the middle: its end says most.
    private static let largestRead = 4 << 20
    /// How many comments and blank lines behind the end are passed over.
    private static let mostLines = 64

    package var header: SessionHeader
    package var exchanges = 0
    /// Those answered with an error, or not at all; `nil` when a large session does not say.
    package var errors: Int? = 0
    /// Seconds from the start of the first exchange to the end of the last; `nil` when a large session does not say.
    package var duration: Double? = 0.0
    /// Whether the recording was closed; else it was interrupted, or is still under way.
    package var isClosed = false
    /// The number of a last line that was not written whole.
    package var tornLine: Int?

    /// Reads a session, or of a large one that ends cleanly its first and last lines.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - isCancelled: asked now and then; the summary then is `nil`.
    package init?(path: String, isCancelled: () -> Bool) throws(SessionError) {
        var reader = try SessionReader(path: path)
        header = reader.header
        if !reader.isCompressed, readEnd(path, reader.version) { return }
        var clock = SessionClock()
        var (errors, duration) = (0, 0.0)
        while let exchange = try reader.nextView() {
            clock.advance(gap: exchange.gap, milliseconds: exchange.milliseconds)
            exchanges += 1
            if exchange.isError { errors += 1 }
            duration = max(duration, clock.end)
            if exchanges % 1024 == 0, isCancelled() { return nil }
        }
        (self.errors, self.duration) = (errors, duration)
        isClosed = reader.isClosed
        tornLine = reader.tornLine
    }

    /// - Returns: whether the last lines say enough.
    private mutating func readEnd(_ path: String, _ version: FileStatus.Version?) -> Bool {
        guard let file = try? Descriptor(path: path, O_RDONLY | O_NONBLOCK),
            let status = FileStatus(descriptor: file.number), status.version == version
        else { return false }
        var lines = BackwardLineReader(file.number, size: status.size, longest: LineReader.longestLine)
        // Behind the last LF: nothing, unless it is torn.
        guard let rest = try? lines.next(), rest.isEmpty else { return false }
        var offset = status.size
        for _ in 0..<Self.mostLines {
            guard let line = try? lines.next() else { return false }
            offset -= line.count + 1
            let text = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
            guard let value = try? JSONParser.parse(line), let end = value["end"]?.int, end >= 0, value["n"] == nil
            else {
                return false
            }
            return take(end, SessionTotals(value, at: offset), size: status.size)
        }
        return false
    }

    private mutating func take(_ end: Int, _ totals: SessionTotals?, size: Int) -> Bool {
        if totals == nil, size <= Self.largestRead { return false }
        exchanges = totals?.exchanges ?? end
        errors = totals?.errors
        duration = totals?.seconds
        isClosed = true
        return true
    }
}
