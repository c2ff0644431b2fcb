import IPCClient
import IPCFraming
import MockCore
import NIOCore
import Sessions

/// Asks other servers on behalf of a mock server, on threads of their own: one that is silent holds up nobody but those
/// who ask it.
final class Upstreams: Sendable {
    /// As many can be asked at once; who comes then waits.
    private static let count = 64

    private let workers = Workers(count: count)
    private let cancellation: Cancellation?
    private let mode: ConnectionMode
    /// What records the answers, where they are to be.
    private let recorder: MissRecorder?

    init(mode: ConnectionMode, recorder: MissRecorder?) {
        self.mode = mode
        self.recorder = recorder
        cancellation = Cancellation()
    }

    /// - Returns: what came of it, on the loop; fails when the server has been stopped.
    func ask(_ question: Reaction.Question, on loop: any EventLoop) -> EventLoopFuture<Exchange> {
        workers.run(on: loop) { [self] in
            var policy = ExchangePolicy()
            policy.mode = mode
            let exchange = Client(question.endpoint, policy: policy, cancellation: cancellation)
                .exchange(question.request)
            if question.isRecorded { recorder?.append(exchange) }
            return exchange
        }
    }

    /// Gives up what is asked now, and all that will be.
    func cancel() {
        cancellation?.cancel()
    }

    /// Waits for what is under way.
    func stop() {
        workers.stop()
    }
}
