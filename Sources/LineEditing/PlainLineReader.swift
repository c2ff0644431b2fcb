import Platform

/// Lines from a pipe, a file or a terminal that cannot edit.
struct PlainLineReader {
    /// Bytes of a line; what is longer is taken for something that is no script.
    static let lineLimit = 16 << 20

    private static let chunkSize = 64 << 10

    private let input: Int32
    private let waker: EditorWaker
    private var lines = LineSplitter(longest: lineLimit)
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
            if isAtEnd { return takeEnd() }
            switch waitForInput() {
            case .ready: break
            case .woken:
                guard shouldInterrupt() else { continue }
                forget()
                return .interrupted
            case .failed(let code): return .failed(code)
            }
            do throws(SystemError) {
                isAtEnd = try lines.read(from: input, atMost: Self.chunkSize) == 0
            } catch {
                if error.code != EINTR, error.code != EAGAIN { return .failed(error.code) }
            }
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

    private mutating func takeLine() -> ReadResult? {
        if !isSkipping {
            switch lines.advance(atEnd: isAtEnd) {
            case .line:
                // A terminal goes on after Ctrl-D, when asked again.
                if !lines.isWhole { isAtEnd = false }
                return String(validating: lines.line, as: UTF8.self).map(ReadResult.line) ?? .invalid
            case .needsMore: return nil
            case .tooLong: isSkipping = true
            }
        }
        // Not kept: only its end is of interest now.
        guard lines.skip() else { return nil }
        isSkipping = false
        return .failed(EMSGSIZE)
    }

    private mutating func takeEnd() -> ReadResult {
        defer {
            forget()
            isAtEnd = false
        }
        return isSkipping ? .failed(EMSGSIZE) : .endOfInput
    }

    private mutating func forget() {
        lines = LineSplitter(longest: Self.lineLimit)
        isSkipping = false
    }
}
