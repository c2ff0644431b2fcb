import IPCClient
import IPCFraming
import NIOCore
import Platform
import Synchronization

/// Makes the connections of a proxy to its server. Only for their event loop.
final class ServerConnector {
    typealias Outcome = Result<Int32, ServerAddress.Failure>

    /// One connection that is being made.
    final class Attempt {
        fileprivate var whenDone: ((Outcome) -> Void)?
        fileprivate let deadline: ContinuousClock.Instant?
        fileprivate var failure: ServerAddress.Failure?
        fileprivate var hasLookedUp = false

        fileprivate init(within time: Duration?, _ whenDone: @escaping (Outcome) -> Void) {
            deadline = time.map { .now + $0 }
            self.whenDone = whenDone
        }

        /// Nobody waits for it any more.
        func cancel() {
            whenDone = nil
        }
    }

    /// The longest that a name server may take.
    static let lookUpTime = Duration.seconds(10)

    private let endpoint: Endpoint
    private var addresses: [ServerAddress]
    private let loop: any EventLoop
    private let poller: ConnectPoller
    private let workers: Workers
    private let cancellation: Cancellation
    private var lookUp: EventLoopFuture<[ServerAddress]>?

    /// - Parameter cancellation: ends its look-ups.
    init(
        _ endpoint: Endpoint,
        _ addresses: [ServerAddress],
        loop: any EventLoop,
        poller: ConnectPoller,
        workers: Workers,
        cancellation: Cancellation
    ) {
        self.endpoint = endpoint
        self.addresses = addresses
        self.loop = loop
        self.poller = poller
        self.workers = workers
        self.cancellation = cancellation
    }

    /// - Parameter whenDone: called with the descriptor, which it owns then; at once if that takes no time.
    func connect(within time: Duration?, whenDone: @escaping (Outcome) -> Void) -> Attempt {
        let attempt = Attempt(within: time, whenDone)
        connect(attempt, to: addresses[...])
        return attempt
    }

    private func connect(_ attempt: Attempt, to rest: ArraySlice<ServerAddress>) {
        guard let address = rest.first else { return fail(attempt) }
        proceed(attempt, address, rest, address.connect())
    }

    private func proceed(
        _ attempt: Attempt,
        _ address: ServerAddress,
        _ rest: ArraySlice<ServerAddress>,
        _ progress: ServerAddress.Progress
    ) {
        switch progress {
        case .connected(let descriptor):
            finish(attempt, .success(descriptor))
        case .failed(let failure):
            attempt.failure = moreTelling(attempt.failure, failure)
            connect(attempt, to: rest.dropFirst())
        case .pending(let descriptor):
            // One address that swallows packets must leave time for those behind it.
            let now = ContinuousClock.now
            let deadline = attempt.deadline.map { now + ($0 - now) / rest.count }
            let bound = NIOLoopBound((self, attempt), eventLoop: loop)
            poller.wait(for: descriptor, until: deadline) { [loop] isReady in
                loop.execute {
                    let (connector, attempt) = bound.value
                    if isReady {
                        connector.proceed(attempt, address, rest, address.finish(descriptor))
                    } else {
                        close(descriptor)
                        connector.proceed(attempt, address, rest, .failed(.init(.timeout, "no answer in time")))
                    }
                }
            }
        }
    }

    /// All addresses have failed.
    private func fail(_ attempt: Attempt) {
        let failure = attempt.failure ?? .init(.unreachable, "it has no address")
        guard failure.code == .unreachable, !attempt.hasLookedUp, hasName else {
            return finish(attempt, .failure(failure))
        }
        // The name may have moved.
        attempt.hasLookedUp = true
        attempt.failure = nil
        lookUpOnce().assumeIsolated().whenComplete { result in
            self.lookUp = nil
            switch result {
            case .success(let addresses):
                self.addresses = addresses
                self.connect(attempt, to: addresses[...])
            case .failure:
                self.finish(attempt, .failure(failure))
            }
        }
    }

    private var hasName: Bool {
        switch endpoint {
        case .tcp, .webSocket: true
        case .unix: false
        }
    }

    private func lookUpOnce() -> EventLoopFuture<[ServerAddress]> {
        if let lookUp { return lookUp }
        let future = workers.run(on: loop) { [endpoint, cancellation] in
            try ServerAddress.resolve(endpoint, within: Self.lookUpTime, cancellation)
        }
        lookUp = future
        return future
    }

    private func finish(_ attempt: Attempt, _ outcome: Outcome) {
        guard let whenDone = attempt.whenDone.take() else {
            // A bare close ends the vendor's server; a half-close before it mostly does not.
            if case .success(let descriptor) = outcome {
                shutdown(descriptor, Int32(SHUT_WR))
                close(descriptor)
            }
            return
        }
        whenDone(outcome)
    }

    /// Of the failures of two addresses of a host, the one to report: see `Connector`.
    private func moreTelling(_ first: ServerAddress.Failure?, _ second: ServerAddress.Failure) -> ServerAddress.Failure
    {
        guard let first else { return second }
        func rank(_ failure: ServerAddress.Failure) -> Int {
            switch failure.code {
            case .timeout: 3
            case .refused: 2
            case .reset: 1
            default: 0
            }
        }
        return rank(second) > rank(first) ? second : first
    }
}
