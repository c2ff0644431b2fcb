/// What a list of sessions tells of one.
package struct SessionSummary: Hashable, Sendable {
    package var header: SessionHeader
    package var exchanges = 0
    /// Those answered with an error, or not at all.
    package var errors = 0
    /// Seconds from the start of the first exchange to the end of the last.
    package var duration = 0.0
    /// Whether the recording was closed; else it was interrupted, or is still under way.
    package var isClosed = false
    /// The number of a last line that was not written whole.
    package var tornLine: Int?

    /// Reads a session to its end.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - isCancelled: asked now and then; the summary then is `nil`.
    package init?(path: String, isCancelled: () -> Bool) throws(SessionError) {
        var reader = try SessionReader(path: path)
        header = reader.header
        var clock = SessionClock()
        while let exchange = try reader.nextExchange() {
            clock.advance(by: exchange)
            exchanges += 1
            if exchange.isError { errors += 1 }
            duration = max(duration, clock.end)
            if exchanges % 1024 == 0, isCancelled() { return nil }
        }
        isClosed = reader.isClosed
        tornLine = reader.tornLine
    }
}
