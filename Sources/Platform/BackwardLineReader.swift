/// Reads the lines of a file from its end to its start, in memory that does not grow with the file.
package struct BackwardLineReader {
    package enum Failure: Error, Hashable, Sendable {
        case system(SystemError)
        case lineTooLong
        case fileBecameShorter
    }

    private let descriptor: Int32
    private let longest: Int
    /// Bytes of the file from `start` on, up to the lines that were handed out.
    private var buffer: [UInt8] = []
    private var start: Int
    private var isDone = false

    /// - Parameters:
    ///   - size: of the file, or where to begin.
    ///   - longest: the longest line, in bytes, LF not counted.
    package init(_ descriptor: Int32, size: Int, longest: Int) {
        self.descriptor = descriptor
        self.longest = longest
        start = size
    }

    /// The line before the one handed out last, without its LF; `nil` before the first.
    ///
    /// The first call gives what is behind the last LF: nothing, unless the last line is torn.
    package mutating func next() throws(Failure) -> [UInt8]? {
        var unscanned = buffer.count
        while true {
            let lineFeed = buffer.lastIndex(of: UInt8(ascii: "\n"), before: unscanned)
            let lineStart = lineFeed.map { $0 + 1 } ?? 0
            if buffer.count - lineStart > longest { throw .lineTooLong }
            if let lineFeed {
                defer { buffer.removeSubrange(lineFeed...) }
                return Array(buffer[lineStart...])
            }
            if start == 0 {
                defer { (buffer, isDone) = ([], true) }
                return isDone ? nil : buffer
            }
            // Steps that grow with what is there keep the copying in proportion to the line.
            let step = min(start, max(64 * 1024, buffer.count))
            buffer.insert(contentsOf: try read(step), at: 0)
            start -= step
            unscanned = step
        }
    }

    /// As many bytes as stand before `start`.
    private func read(_ count: Int) throws(Failure) -> [UInt8] {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try Descriptor.read(count, from: descriptor, at: start - count)
        } catch {
            throw .system(error)
        }
        if bytes.count < count { throw .fileBecameShorter }
        return bytes
    }
}
