/// Finds the lines in bytes that come in pieces. The search resumes where it stopped; a line is not copied to be looked
/// at.
package struct LineSplitter: Sendable {
    package enum Step: Sendable {
        /// There is a line: ``LineSplitter/line``.
        case line
        /// More bytes are needed, or there is nothing more at the end.
        case needsMore
        /// The line is longer than the limit, whether or not its end has come. ``LineSplitter/skip()`` goes behind it.
        case tooLong
    }

    private static let lineFeed = UInt8(ascii: "\n")
    /// The most bytes of memory kept when nothing is left in it.
    private static let keptCapacity = 1 << 20

    /// The longest line, in bytes, LF not counted.
    package let longest: Int
    /// Whether the line under way ends with LF.
    package private(set) var isWhole = true

    /// What is held, of which ``range`` is the line under way: whoever is in a hurry looks at it in place.
    package private(set) var buffer: [UInt8] = []
    package private(set) var range = 0..<0
    /// Where the line behind it starts.
    private var next = 0
    /// Everything before this index, from `next` on, is known to hold no LF.
    private var scanned = 0

    package init(longest: Int) {
        self.longest = longest
    }

    /// The line under way, without its LF.
    package var line: ArraySlice<UInt8> { buffer[range] }

    /// Takes in bytes; the line under way is gone then.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if next == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity)
        } else {
            buffer.removeFirst(next)
        }
        scanned -= next
        (range, next) = (0..<0, 0)
        buffer.append(contentsOf: bytes)
    }

    /// Goes to the next line.
    ///
    /// - Parameter atEnd: whether no more bytes will come, so that the rest is a line, too, unless it is empty.
    package mutating func advance(atEnd: Bool) -> Step {
        let found = buffer.firstIndex(of: Self.lineFeed, from: scanned)
        let end = found ?? buffer.count
        if end - next > longest { return .tooLong }
        scanned = end
        if found == nil, !atEnd || end == next { return .needsMore }
        range = next..<end
        next = found.map { $0 + 1 } ?? end
        scanned = next
        isWhole = found != nil
        return .line
    }

    /// Goes behind what is there of a line that is too long. ``line`` is that piece, with its LF if that is in it.
    ///
    /// - Returns: whether the line ends with it.
    package mutating func skip() -> Bool {
        let found = buffer.firstIndex(of: Self.lineFeed, from: scanned)
        range = next..<(found.map { $0 + 1 } ?? buffer.count)
        next = range.upperBound
        scanned = next
        return found != nil
    }
}

extension LineSplitter {
    /// Takes in what one `read` gives.
    ///
    /// - Returns: how many bytes came, 0 at the end.
    /// - Throws: ``SystemError``, also when a signal ended the wait (EINTR) or nothing is there yet (EAGAIN).
    package mutating func read(from descriptor: Int32, atMost size: Int) throws(SystemError) -> Int {
        let count = withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { chunk in
            let count = systemRead(descriptor, chunk.baseAddress, chunk.count)
            if count > 0 { append(UnsafeRawBufferPointer(rebasing: chunk[..<count])) }
            return count
        }
        if count < 0 { throw SystemError() }
        return count
    }
}

// Within the type its own function hides it.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
