import IPCClient
import Platform

/// The log of a server: lines that go out on a thread of its own, so that nobody who logs waits for who reads.
///
/// Lines that nobody takes wait; where there are too many, the newest are dropped and counted, and where they are missing
/// the log says how many.
final class ServerLog: Sendable {
    /// The bytes of lines that wait at the most, 1 MiB.
    static let limit = 1 << 20
    /// What the server's own words may take beyond that: exchanges must not crowd them out.
    private static let reserve = 64 << 10
    /// How long lines are gathered before they go out in one piece: a busy server is not to wake this thread for each.
    private static let gatherTime = Duration.milliseconds(2)

    private struct State {
        /// Whole lines.
        var queue: [UInt8] = []
        /// The bytes of these, and of what the thread has taken and not put out yet.
        var held = 0
        /// Whether lines are dropped, until half of the room is free again: a slow reader gets few gaps, not many.
        var isDropping = false
        var dropped = 0
        /// Why, when it is not that nobody reads.
        var reason: String?
        /// No line follows.
        var isEnding = false
        /// Nothing more is put out: nobody is there, or nobody reads in the end.
        var isClosed = false
    }

    private let descriptor: Int32
    private let state = Guarded(State())
    /// There is a line, or the end.
    private let bell: Cancellation
    /// The thread has ended.
    private let ended: Cancellation

    /// - Returns: `nil` when the system has no descriptors or threads left.
    init?(descriptor: Int32) {
        guard let bell = Cancellation(), let ended = Cancellation() else { return nil }
        self.descriptor = descriptor
        (self.bell, self.ended) = (bell, ended)
        guard let thread = try? Thread({ [self] in work() }) else { return nil }
        thread.detach()
    }

    // MARK: Those who log

    /// Puts a line into the queue.
    ///
    /// - Parameters:
    ///   - text: is not asked for when the line is dropped anyway.
    ///   - isOwn: whether it is about the server as a whole, and not one exchange of many.
    func line(_ text: @autoclosure () -> String, isOwn: Bool = false) {
        if !isOwn, state.withLock({ Self.refuses(&$0) }) { return }
        let bytes = Array((text() + "\n").utf8)
        let isFirst = state.withLock { state in
            if state.isClosed || state.isEnding { return false }
            guard state.held + bytes.count <= Self.limit + (isOwn ? Self.reserve : 0) else {
                state.isDropping = true
                state.dropped += 1
                return false
            }
            let isFirst = state.queue.isEmpty
            Self.tellDropped(&state)
            state.queue += bytes
            state.held += bytes.count
            return isFirst
        }
        if isFirst { bell.cancel() }
    }

    /// Puts out what is left, as long as somebody takes it, and ends.
    ///
    /// - Parameters:
    ///   - pause: how long a reader may take nothing.
    ///   - patience: how long all of it may take.
    func finish(pause: Duration = .seconds(1), patience: Duration = .seconds(5)) {
        var held = state.withLock { state in
            if !state.isClosed { Self.tellDropped(&state) }
            state.isEnding = true
            return state.held
        }
        bell.cancel()
        let start = ContinuousClock.now
        while !ended.wait(for: pause) {
            let left = state.withLock(\.held)
            guard left < held, .now - start < patience else { break }
            held = left
        }
        state.withLock { $0.isClosed = true }
        // The thread may wait for the reader.
        bell.cancel()
    }

    private static func refuses(_ state: inout State) -> Bool {
        if state.isClosed { return true }
        guard state.isDropping, state.held > limit / 2 else { return false }
        state.dropped += 1
        return true
    }

    /// Says in the queue what is missing before its next line.
    private static func tellDropped(_ state: inout State) {
        guard state.dropped > 0 else { return }
        let lines = state.dropped == 1 ? "1 log line was" : "\(state.dropped) log lines were"
        let notice = Array("ipcsh: \(lines) dropped: \(state.reason ?? "nobody read them")\n".utf8)
        state.queue += notice
        state.held += notice.count
        (state.dropped, state.isDropping, state.reason) = (0, false, nil)
    }

    // MARK: The thread

    private func work() {
        defer { ended.cancel() }
        while true {
            bell.wait()
            bell.reset()
            if !state.withLock(\.isEnding) { _ = bell.wait(for: Self.gatherTime) }
            while let lines = take() { write(lines) }
            if state.withLock({ $0.isClosed || $0.isEnding && $0.queue.isEmpty }) { return }
        }
    }

    /// - Returns: `nil` when there is nothing to be put out.
    private func take() -> [UInt8]? {
        state.withLock { state in
            if state.isClosed { return nil }
            // Whoever reads again is told without waiting for another line; a full disk is not told that it is full.
            if state.queue.isEmpty, state.reason == nil { Self.tellDropped(&state) }
            if state.queue.isEmpty { return nil }
            defer { state.queue = [] }
            return state.queue
        }
    }

    private func write(_ lines: [UInt8]) {
        var rest = lines[...]
        while !rest.isEmpty {
            var piece = Self.piece(of: rest)
            while !piece.isEmpty {
                guard waitForReader() else { return }
                let count = piece.withUnsafeBytes { Self.write(descriptor, $0) }
                if count >= 0 {
                    piece = piece.dropFirst(count)
                    rest = rest.dropFirst(count)
                    state.withLock { $0.held -= count }
                } else if errno != EINTR, errno != EAGAIN {
                    fail(errno, rest)
                    return
                }
            }
        }
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// Whole lines, as many as a pipe takes in one piece: what several programs write into one does not mix then, and a
    /// pipe that can be written to takes all of it.
    private static func piece(of lines: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let piece = lines.prefix(Int(PIPE_BUF))
        guard piece.endIndex < lines.endIndex, let end = piece.lastIndex(of: UInt8(ascii: "\n")) else { return piece }
        return piece[...end]
    }

    /// - Returns: `false` when what is left is not to be put out any more.
    private func waitForReader() -> Bool {
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: bell.waitDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&entries, 2, -1)
            // Who rings has put a line into the queue, which is looked at anyway, or has given up.
            if count > 0, entries[1].revents != 0 { bell.reset() }
            if state.withLock(\.isClosed) { return false }
            if count > 0, entries[0].revents != 0 { return true }
        }
    }

    /// What could not be put out is lost. A disk may have room again later, a reader does not come back.
    private func fail(_ code: Int32, _ rest: ArraySlice<UInt8>) {
        state.withLock { state in
            state.held -= rest.count
            state.isClosed = code != ENOSPC && code != EFBIG && code != EDQUOT
            state.dropped += rest.count { $0 == UInt8(ascii: "\n") }
            state.reason = SystemError(code: code).reason
        }
    }
}
