import IPCClient
import MockCore
import NIOCore
import NIOPosix
import Platform

/// A program of the user's that answers requests: one JSON line in, one out. It is started for the first request, kept
/// running, and started again for the next one when it has ended.
final class HandlerProgram: Sendable {
    private struct Job: Sendable {
        var line: [UInt8]
        var number: Int
        var promise: EventLoopPromise<HandlerAnswer>
    }

    private struct Queue: Sendable {
        var jobs: [Job] = []
        var hasStarted = false
        var isStopped = false
    }

    /// A request that was written, or will be.
    private struct Waiting {
        var number: Int
        var promise: EventLoopPromise<HandlerAnswer>
        var deadline: ContinuousClock.Instant
    }

    /// The program while it runs.
    private struct Running: ~Copyable {
        var process: ChildProcess
        var input: Descriptor
        var output: Descriptor
        var splitter = LineSplitter(longest: HandlerProgram.longestLine)
    }

    /// The longest line of an answer, in bytes.
    private static let longestLine = 32 << 20

    private let command: String
    private let timeout: Duration
    private let log: @Sendable (MockEvent) -> Void
    private let queue = Guarded(Queue())
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let bell: Bell

    /// - Parameters:
    ///   - command: the program and its arguments, for the system's shell.
    ///   - timeout: how long an answer may take; the program is ended then.
    /// - Throws: ``MockServerError`` when the process has no descriptors left.
    init(_ command: String, timeout: Duration, log: @escaping @Sendable (MockEvent) -> Void) throws(MockServerError) {
        guard let bell = Bell() else {
            throw MockServerError(.descriptors, "no descriptors are left in this process")
        }
        self.command = command
        self.timeout = timeout
        self.log = log
        self.bell = bell
    }

    /// - Parameter connection: counted from 1.
    /// - Returns: what it says, on the loop; fails when the server has been stopped.
    func ask(_ question: HandlerQuestion, connection: Int, on loop: any EventLoop) -> EventLoopFuture<HandlerAnswer> {
        let promise = loop.makePromise(of: HandlerAnswer.self)
        let job = Job(line: question.line(connection: connection), number: question.number, promise: promise)
        let (isTaken, isFirst) = queue.withLock { queue in
            guard !queue.isStopped else { return (false, false) }
            queue.jobs.append(job)
            defer { queue.hasStarted = true }
            return (true, !queue.hasStarted)
        }
        guard isTaken else {
            promise.fail(ChannelError.alreadyClosed)
            return promise.futureResult
        }
        bell.ring()
        if isFirst {
            thread.start()
            thread.submit { _ in self.run() }
        }
        return promise.futureResult
    }

    /// Ends the program; what it has not answered has no answer.
    func stop() {
        queue.withLock { $0.isStopped = true }
        bell.ring()
        try? thread.syncShutdownGracefully()
    }

    private func run() {
        var running: Running?
        var waiting: [Waiting] = []
        var unwritten: [UInt8] = []
        while true {
            bell.silence()
            let (jobs, isStopped) = queue.withLock { queue in
                defer { queue.jobs = [] }
                return (queue.jobs, queue.isStopped)
            }
            if isStopped {
                for job in jobs { job.promise.succeed(.failed("the server ends")) }
                end(&running, &waiting, &unwritten, "the server ends", isTold: false)
                return
            }
            for job in jobs {
                if running == nil { running = start() }
                guard running != nil else {
                    job.promise.succeed(.failed("it cannot be started"))
                    continue
                }
                unwritten += job.line
                waiting.append(Waiting(number: job.number, promise: job.promise, deadline: .now + timeout))
            }
            let state = wait(running, waiting, wantsRoom: !unwritten.isEmpty)
            if state.hasRoom, let input = running?.input.number, let reason = write(&unwritten, to: input) {
                end(&running, &waiting, &unwritten, reason)
            }
            if state.hasOutput, let reason = read(&running, &waiting) { end(&running, &waiting, &unwritten, reason) }
            if let first = waiting.first, first.deadline <= .now {
                end(&running, &waiting, &unwritten, "no answer within \(timeout)")
            }
        }
    }

    private func start() -> Running? {
        do throws(SystemError) {
            // The program waits for what it reads and writes, as most do.
            let input = try Pipe(blocks: true)
            let output = try Pipe(blocks: true)
            let process = try ChildProcess(
                ["/bin/sh", "-c", "exec \(command)"],
                input: .descriptor(input.reading.number),
                output: output.writing.number
            )
            let writing = try Descriptor(duplicating: input.writing.number)
            let reading = try Descriptor(duplicating: output.reading.number)
            for end in [writing.number, reading.number] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
            return Running(process: process, input: writing, output: reading)
        } catch {
            log(.trouble("the handler cannot be started: \(error.reason)"))
            return nil
        }
    }

    private func wait(
        _ running: borrowing Running?,
        _ waiting: [Waiting],
        wantsRoom: Bool
    ) -> (hasRoom: Bool, hasOutput: Bool) {
        var entries = [pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)]
        let (input, output) = Self.descriptors(running)
        entries.append(pollfd(fd: output, events: Int16(POLLIN), revents: 0))
        entries.append(pollfd(fd: wantsRoom ? input : -1, events: Int16(POLLOUT), revents: 0))
        var time: Int32 = -1
        if let deadline = waiting.first?.deadline {
            time = Int32(clamping: Int(max(.zero, deadline - .now) / .milliseconds(1)) + 1)
        }
        guard poll(&entries, nfds_t(entries.count), time) > 0 else { return (false, false) }
        return (entries[2].revents != 0, entries[1].revents != 0)
    }

    private static func descriptors(_ running: borrowing Running?) -> (Int32, Int32) {
        switch running {
        case .some(let running): (running.input.number, running.output.number)
        case .none: (-1, -1)
        }
    }

    /// - Returns: why the program is of no use any more, if it is not.
    private func write(_ bytes: inout [UInt8], to input: Int32) -> String? {
        let count = bytes.withUnsafeBytes { systemWrite(input, $0.baseAddress, $0.count) }
        if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : "it has ended" }
        bytes.removeFirst(count)
        return nil
    }

    /// - Returns: why the program is of no use any more, if it is not.
    private func read(_ running: inout Running?, _ waiting: inout [Waiting]) -> String? {
        guard let output = running?.output.number else { return nil }
        do throws(SystemError) {
            if try running?.splitter.read(from: output, atMost: 64 * 1024) == 0 { return "it has ended" }
        } catch {
            return error.code == EAGAIN || error.code == EINTR ? nil : error.reason
        }
        while true {
            switch running?.splitter.advance(atEnd: false) {
            case .line?: take(Array(running?.splitter.line ?? []), &waiting)
            case .needsMore?, nil: return nil
            case .tooLong?: return "a line of its has more than \(Self.longestLine >> 20) MiB"
            }
        }
    }

    private func take(_ line: [UInt8], _ waiting: inout [Waiting]) {
        let (number, answer) = HandlerAnswer.read(line)
        let index = number.map { number in waiting.firstIndex { $0.number == number } } ?? waiting.indices.first
        guard let index else {
            log(.trouble("the handler has said something that nobody asked for"))
            return
        }
        waiting.remove(at: index).promise.succeed(answer)
    }

    /// Ends the program, and all that waits for it.
    private func end(
        _ running: inout Running?,
        _ waiting: inout [Waiting],
        _ unwritten: inout [UInt8],
        _ reason: String,
        isTold: Bool = true
    ) {
        guard let process = running?.process else { return }
        if isTold { log(.trouble("the handler is started again with the next request: \(reason)")) }
        running = nil
        process.send(SIGKILL)
        process.wait {}
        for one in waiting { one.promise.succeed(.failed(reason)) }
        waiting = []
        unwritten = []
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
