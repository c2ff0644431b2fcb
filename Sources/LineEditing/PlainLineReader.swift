import Glibc

/// Lines from a pipe, a file or a terminal that cannot edit.
struct PlainLineReader {
    /// Bytes of a line; what is longer is taken for something that is no script.
    static let lineLimit = 16 << 20

    private static let chunkSize = 64 << 10

    private let input: Int32
    private let waker: EditorWaker
    private var buffer: [UInt8] = []

    /// Where the next line starts in `buffer`, and how far it has been searched for an LF.
    private var start = 0
    private var searched = 0
    private var isAtEnd = false
    private var isSkipping = false

    init(input: Int32, waker: EditorWaker) {
        self.input = input
        self.waker = waker
    }

    /// - Parameter shouldInterrupt: asked when a signal or the waker ended the waiting.
    mutating func readLine(shouldInterrupt: () -> Bool) -> ReadResult {
        while true {
            if let result = takeLine() { return result }
            if isAtEnd { return takeRest() }
            switch waitForInput() {
            case .ready: break
            case .woken:
                guard shouldInterrupt() else { continue }
                forget()
                isSkipping = false
                return .interrupted
            case .failed(let code): return .failed(code)
            }
            if let failure = fill(), failure != EINTR, failure != EAGAIN { return .failed(failure) }
        }
    }

    private enum Waiting {
        case ready
        case woken
        case failed(Int32)
    }

    private func waitForInput() -> Waiting {
        var descriptors = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if poll(&descriptors, 2, -1) < 0 { return errno == EINTR ? .woken : .failed(errno) }
        if descriptors[1].revents != 0 {
            waker.drain()
            return .woken
        }
        return .ready
    }

    /// Reads one chunk; an `errno` when that failed.
    private mutating func fill() -> Int32? {
        if start > 0 {
            buffer.removeFirst(start)
            searched -= start
            start = 0
        }
        var code: Int32?
        let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { bytes, count in
            let result = read(input, bytes.baseAddress, bytes.count)
            if result < 0 { code = errno }
            count = max(0, result)
        }
        if let code { return code }
        isAtEnd = chunk.isEmpty
        buffer += chunk
        return nil
    }

    private mutating func takeLine() -> ReadResult? {
        if let end = endOfLine() {
            defer {
                start = end + 1
                searched = start
                isSkipping = false
            }
            return isSkipping || end - start > Self.lineLimit ? .failed(EMSGSIZE) : line(start..<end)
        }
        searched = buffer.count
        if searched - start > Self.lineLimit {
            // Not kept: only its end is of interest now.
            forget()
            isSkipping = true
        }
        return nil
    }

    private func endOfLine() -> Int? {
        buffer.withUnsafeBytes { bytes in
            let rest = UnsafeRawBufferPointer(rebasing: bytes[searched...])
            guard let base = rest.baseAddress, let found = memchr(base, 0x0A, rest.count) else { return nil }
            return searched + (UnsafeRawPointer(found) - base)
        }
    }

    private mutating func takeRest() -> ReadResult {
        defer {
            forget()
            isSkipping = false
            // A terminal goes on after Ctrl-D, when asked again.
            isAtEnd = false
        }
        if isSkipping { return .failed(EMSGSIZE) }
        return start < buffer.count ? line(start..<buffer.count) : .endOfInput
    }

    private mutating func forget() {
        buffer.removeAll()
        start = 0
        searched = 0
    }

    private func line(_ range: Range<Int>) -> ReadResult {
        .line(String(decoding: buffer[range], as: UTF8.self))
    }
}
