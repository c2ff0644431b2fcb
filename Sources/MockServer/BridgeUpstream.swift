import IPCClient
import IPCFraming
import MockCore
import NIOCore
import NIOPosix
import Platform

/// Asks a bridge's server, on a thread of its own: one request after the other over all clients, as the server would take
/// them. Meanwhile it answers the pings of a WebSocket server, which would close the connection for want of pongs.
final class BridgeUpstream: Sendable {
    private struct Job: Sendable {
        var request: RequestFrame
        var promise: EventLoopPromise<Exchange>
    }

    private struct Queue: Sendable {
        var jobs: [Job] = []
        var hasStarted = false
        var isStopped = false
    }

    private static let remedy = " (where it belongs to the answer: --messages, --until)"

    private let bridge: MockServer.Bridge
    private let journal: Journal?
    private let log: @Sendable (MockEvent) -> Void
    private let queue = Guarded(Queue())
    private let thread = NIOThreadPool(numberOfThreads: 1)
    /// Rings for each job.
    private let bell: Cancellation
    /// Ends the exchange under way, and all that follow.
    private let cancellation: Cancellation

    /// - Parameter journal: takes each exchange as it was with the server, before its client has the answer.
    /// - Throws: ``MockServerError`` when the process has no descriptors left.
    init(
        _ bridge: MockServer.Bridge,
        _ journal: Journal?,
        log: @escaping @Sendable (MockEvent) -> Void
    ) throws(MockServerError) {
        guard let bell = Cancellation(), let cancellation = Cancellation() else {
            throw MockServerError(.descriptors, "no descriptors are left in this process")
        }
        self.bridge = bridge
        self.journal = journal
        self.log = log
        self.bell = bell
        self.cancellation = cancellation
    }

    /// - Returns: what came of it, on the loop; fails when the server has been stopped.
    func ask(_ request: RequestFrame, on loop: any EventLoop) -> EventLoopFuture<Exchange> {
        let promise = loop.makePromise(of: Exchange.self)
        let (isTaken, isFirst) = queue.withLock { queue in
            guard !queue.isStopped else { return (false, false) }
            queue.jobs.append(Job(request: request, promise: promise))
            defer { queue.hasStarted = true }
            return (true, !queue.hasStarted)
        }
        guard isTaken else {
            promise.fail(ChannelError.alreadyClosed)
            return promise.futureResult
        }
        bell.cancel()
        if isFirst {
            thread.start()
            thread.submit { _ in self.run() }
        }
        return promise.futureResult
    }

    /// Gives up what is asked now, and all that will be.
    func cancel() {
        cancellation.cancel()
    }

    /// Waits for what is under way, and closes the connection.
    func stop() {
        queue.withLock { $0.isStopped = true }
        bell.cancel()
        try? thread.syncShutdownGracefully()
    }

    private func run() {
        let client = Client(bridge.to, policy: bridge.policy, cancellation: cancellation)
        client.notice = { [journal] notice in
            switch notice {
            case .pushed(let message, let isBehindAnswer):
                self.tellUnasked(message.bytes.count)
                // What is behind an answer is recorded with its exchange.
                if !isBehindAnswer { journal?.append(pushed: ResponseFrame(message), at: .now) }
            case .moreOfTheResponse, .moreOfTheLastResponse: self.tellMore()
            case .message, .lingering, .closed: break
            }
        }
        while let job = next(client) {
            let start = ContinuousClock.now
            // What ends the server has one answer.
            let end = job.request.ending == .abort ? nil : bridge.answerEnd
            let exchange = client.exchange(job.request, until: end ?? .firstMessage)
            journal?.append(exchange, start: start)
            job.promise.succeed(exchange)
        }
    }

    private func tellUnasked(_ count: Int) {
        let words = "\(bridge.to) has sent \(count) bytes unasked: a socket client cannot have them"
        log(.notice(bridge.answerEnd == nil ? words + Self.remedy : words))
    }

    private func tellMore() {
        let words = "\(bridge.to) has sent more behind its answer: that is lost"
        log(.trouble(bridge.answerEnd == nil ? words + Self.remedy : words))
    }

    /// - Returns: `nil` when there will be none.
    private func next(_ client: Client) -> Job? {
        while true {
            let (job, isStopped) = queue.withLock { queue in
                (queue.jobs.isEmpty ? nil : queue.jobs.removeFirst(), queue.isStopped)
            }
            if job != nil || isStopped { return job }
            wait(client)
        }
    }

    private func wait(_ client: Client) {
        var entries = [
            pollfd(fd: bell.waitDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: client.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&entries, nfds_t(entries.count), -1) > 0 else { return }
        if entries[0].revents != 0 { bell.reset() }
        if entries[1].revents != 0 { client.handleReadable() }
    }
}
