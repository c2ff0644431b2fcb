import Glibc
import Platform
import Synchronization

/// One connection of a ``ScriptedServer``, for its script: every call blocks, and throws when the server is stopped.
package final class ScriptedConnection {
    /// Why a script ends early.
    package enum Ended: Error {
        /// The test has let go of the server.
        case stopped
        /// The peer has ended the stream.
        case endOfStream
    }

    /// 0 for the server's first connection.
    package let number: Int
    private var descriptor: Int32
    private let state: ScriptedServer.State

    init(_ descriptor: Int32, number: Int, _ state: ScriptedServer.State) {
        self.descriptor = descriptor
        self.number = number
        self.state = state
    }

    deinit {
        close()
    }

    /// Receives at most so many bytes; none at the end of the stream.
    package func receive(atMost count: Int = 64 * 1024) throws -> [UInt8] {
        guard state.stop.waitUntilReadable(descriptor) else { throw Ended.stopped }
        return try Array(unsafeUninitializedCapacity: count) { buffer, received in
            received = max(0, try checked("recv", recv(descriptor, buffer.baseAddress, count, 0)))
        }
    }

    /// Receives exactly so many bytes.
    package func receive(exactly count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let more = try receive(atMost: count - bytes.count)
            if more.isEmpty { throw Ended.endOfStream }
            bytes += more
        }
        return bytes
    }

    /// Receives until the terminator `0x04`, and counts the request as executed.
    ///
    /// - Returns: the request without the terminator; what follows it in the same read is dropped.
    @discardableResult
    package func receiveRequest() throws -> [UInt8] {
        var request: [UInt8] = []
        while true {
            let more = try receive()
            if more.isEmpty { throw Ended.endOfStream }
            if let end = Self.terminator(in: more) {
                request += more[..<end]
                state.executions.add(1, ordering: .releasing)
                state.requests.withLock { $0.append(request) }
                return request
            }
            request += more
        }
    }

    /// Receives until the peer ends the stream.
    package func receiveToEnd() throws {
        while try !receive().isEmpty {}
    }

    /// Whether the end of what the peer sends is here, behind what was not received yet.
    package var isEndHere: Bool {
        // POLLRDHUP, which the system's headers have for GNU programs only.
        var entry = pollfd(fd: descriptor, events: 0x2000, revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    /// Sends all of the bytes.
    package func send(_ bytes: some Collection<UInt8>) throws {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            guard state.stop.wait(for: POLLOUT, on: descriptor) else { throw Ended.stopped }
            let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
            let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
            if sent < 0, errno == EAGAIN { continue }
            rest = rest.dropFirst(try checked("send", sent))
        }
    }

    /// Sends a text as UTF-8.
    package func send(_ text: String) throws {
        try send(text.utf8)
    }

    /// Ends the stream to the peer; still receives.
    package func halfClose() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Closes. The system resets the connection instead if there is something unread.
    package func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    /// Resets the connection; a Unix-domain socket is just closed.
    package func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Waits for a test's signal.
    package func wait(for event: TestEvent) throws {
        guard state.stop.waitUntilReadable(event.descriptor) else { throw Ended.stopped }
    }

    /// Does nothing for some milliseconds: the pace of a slow server. Without a number, until the server is stopped.
    package func hold(milliseconds: Int32? = nil) throws {
        if state.stop.wait(milliseconds: milliseconds ?? -1) { throw Ended.stopped }
    }

    /// By the system's search: a debug build's own takes seconds for a large request.
    private static func terminator(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base, 0x04, bytes.count) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private func checked(_ call: String, _ result: Int) throws -> Int {
        if result < 0 { throw SystemError(call) }
        return result
    }
}
