import IPCFraming
package import MockCore
package import Sessions

/// One exchange of a server, as it is kept in memory.
package struct LoggedExchange: Sendable {
    /// Its place in the log, from 1; it is never given twice.
    package let sequence: Int
    /// As its client saw it; its number counts from when the server was started or reset.
    package let recorded: RecordedExchange
    package let origin: AnswerOrigin
    /// When it was answered: ISO 8601, UTC.
    package let time: String

    package var miss: Miss? { origin.miss }

    /// Why its answer is not what it would have been, if it is not.
    package var fault: String? {
        if case .fault(let source)? = origin.source { source } else { nil }
    }

    /// The kind of its source, in one word.
    package var source: String {
        switch origin.source {
        case nil: "builtin"
        case .recording?: "recording"
        case .stub?: "stub"
        case .server?: "server"
        case .handler?: "handler"
        case .command?: "definition"
        case .bridge?: "bridge"
        case .miss?: "miss"
        case .fault?: "fault"
        }
    }

    /// Which one of its kind: the stub, the recorded exchange, the fault or the server.
    package var sourceName: String? {
        switch origin.source {
        case .recording(let number)?: "\(number)"
        case .stub(let name)?, .command(let name)?, .fault(let name)?: name
        case .server(let endpoint)?: "\(endpoint)"
        case .handler?, .bridge?, .miss?, nil: nil
        }
    }
}
