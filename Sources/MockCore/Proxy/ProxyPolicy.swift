package import IPCFraming

/// How a proxy treats the exchanges that pass through it.
package struct ProxyPolicy: Sendable {
    /// The server, for messages.
    package var to: Endpoint
    /// How the server uses connections, to tell where a response ends.
    package var mode: ConnectionMode
    /// The longest request or response that is recorded, in bytes; longer ones are passed on all the same.
    package var frameLimit: Int
    /// How long answers are kept back, and what goes wrong with them.
    package let disturbances: Disturbances
    /// Makes chance the same in each run.
    package var seed: UInt64
    /// How long connecting to the server may take, and is tried again. Zero: a single attempt.
    package var connectTimeout: Duration
    /// Whether a request is sent again after a reset before any byte of its response: it was not executed.
    package var resendsAfterReset: Bool
    /// How long an exchange may take; `nil` is for ever.
    package var timeout: Duration?
    /// Told of expressions that took too long, which counts as no match.
    package var giveUp: @Sendable (String) -> Void = { _ in }

    /// What is done to an answer on purpose, and when it goes out.
    struct Interference: Sendable {
        let fault: Fault?
        let delay: Duration
        var random: SeededGenerator
    }

    package init(
        to endpoint: Endpoint,
        mode: ConnectionMode = .oneShot,
        frameLimit: Int = Framing.defaultLimit,
        latency: Latency = .none,
        faults: [Fault] = [],
        seed: UInt64 = 0,
        connectTimeout: Duration = .seconds(2),
        resendsAfterReset: Bool = true,
        timeout: Duration? = nil
    ) {
        to = endpoint
        self.mode = mode
        self.frameLimit = frameLimit
        disturbances = Disturbances(latency, faults)
        self.seed = seed
        self.connectTimeout = connectTimeout
        self.resendsAfterReset = resendsAfterReset
        self.timeout = timeout
    }

    /// What is to be done to an answer, if anything.
    func interference(_ number: Int, _ request: RequestFrame) -> Interference? {
        let current = disturbances.current
        guard !current.isEmpty else { return nil }
        var random = SeededGenerator(seed: seed, number: number)
        let delay = current.latency.draw(recorded: nil, &random)
        let fault = fault(of: current, isUpstream: false, number, request, &random)
        let interference = Interference(
            fault: fault,
            delay: delay + (fault?.kind.delay(&random) ?? .zero),
            random: random
        )
        return fault == nil && delay <= .zero ? nil : interference
    }

    /// Whether a fault may be meant for a request on its way to the server.
    var hasUpstreamFaults: Bool { disturbances.hasUpstreamFaults }

    /// What is to be done to a request on its way to the server, if anything.
    func upstream(_ number: Int, _ request: RequestFrame) -> Interference? {
        // Not what chance has in store for the answer.
        var random = SeededGenerator(seed: ~seed, number: number)
        guard let fault = fault(of: disturbances.current, isUpstream: true, number, request, &random) else {
            return nil
        }
        return Interference(fault: fault, delay: fault.kind.delay(&random), random: random)
    }

    private func fault(
        of current: Disturbances.Current,
        isUpstream: Bool,
        _ number: Int,
        _ request: RequestFrame,
        _ random: inout SeededGenerator
    ) -> Fault? {
        current.faults.first(
            to: number - current.exchanges,
            request: request.bytes,
            &random,
            where: { $0.isUpstream == isUpstream },
            giveUp: { giveUp("request \(number): \($0); it counts as no match") }
        )
    }
}
