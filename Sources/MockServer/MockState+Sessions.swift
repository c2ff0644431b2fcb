import IPCClient
import IPCFraming
import MockCore
import Sessions

extension MockState {
    /// Reads the sessions to serve, and opens the recording.
    static func make(
        _ configuration: MockServer.Configuration,
        _ callbacks: MockCallbacks
    ) throws(MockServerError) -> MockState {
        var configuration = configuration
        configuration.keepsJournal = configuration.recording != nil || callbacks.journal != nil
        do throws(SessionError) {
            let answers = try configuration.sessionPolicy.map { policy throws(SessionError) in
                try SessionAnswers.load(configuration.sessions, policy)
            }
            let journal = try configuration.recording.map { path throws(SessionError) in
                try Journal(path: path, header: configuration.header(via: "mock"), log: callbacks.log)
            }
            return MockState(configuration, answers: answers, journal: journal, callbacks: callbacks)
        } catch {
            throw MockServerError(.session, "\(error)")
        }
    }

    /// Adds what another server has answered to the first served session, and to what is served.
    func record(_ exchange: Exchange) {
        guard let path = configuration.sessions.first else { return }
        let error = exchange.failure?.code.rawValue
        let recorded = RecordedExchange(number: 0, request: exchange.request, response: exchange.response, error: error)
        do throws(SessionError) {
            // Opened for each: it is locked only as long as it is written to.
            let writer = try SessionWriter(path: path, header: configuration.header(via: "mock"))
            try writer.append(
                request: exchange.request,
                response: exchange.response,
                error: error,
                attempts: exchange.attempts,
                start: .zero,
                duration: exchange.duration
            )
        } catch {
            report(.trouble("NOT RECORDED: \(error)"))
        }
        add(recorded)
    }
}

extension MockServer.Configuration {
    func header(via: String, to endpoint: Endpoint? = nil) -> SessionHeader {
        SessionHeader(
            created: Timestamp.now.iso8601,
            tool: tool,
            via: via,
            to: (endpoint ?? listen).description,
            mode: mode == .keepAlive ? "keep-alive" : "one-shot"
        )
    }
}
