package import IPCFraming
import MockCore
import MockServer
import Texts

extension MockControl {
    /// What goes wrong, as `--fault` has it; the first one that applies does.
    public var faults: [String] { server.disturbances.current.faults.map(\.source) }

    /// Sets what goes wrong, in the place of what did; `@n` counts from now on.
    ///
    /// - Parameter faults: such as `reset@n=2` or `slice:10,20ms`.
    /// - Throws: ``MockControlError`` with the index of one that cannot be.
    public func setFaults(_ faults: [String]) throws {
        var read: [Fault] = []
        for (index, text) in faults.enumerated() {
            do throws(PatternError) {
                let fault = try Fault(text)
                if let objection = server.objection(to: fault) { throw PatternError(reason: objection) }
                read.append(fault)
            } catch {
                throw MockControlError(.invalid, at: "/\(index)", error.reason)
            }
        }
        server.setFaults(read)
    }

    /// How long answers take, as `--latency` has it; `nil` for no longer than they do.
    public var latency: String? {
        let latency = server.disturbances.current.latency
        return latency == .none ? nil : latency.text
    }

    /// - Throws: ``MockControlError`` when it is no time.
    public func setLatency(_ text: String?) throws {
        guard let text else { return server.disturbances.set(.none) }
        guard let latency = Latency(text), latency.longestWritten <= Latency.longest else {
            throw MockControlError(
                .invalid,
                "'\(text)' is not 50ms, 10ms..40ms, lognormal:90ms,0.3 or recorded, up to 1h"
            )
        }
        server.disturbances.set(latency)
    }

    /// What becomes of requests that nothing answers: `builtin`, `error`, `close`, `forward:ENDPOINT` or
    /// `record:ENDPOINT`, which asks a server and serves its answers from then on.
    public var onMiss: String { server.resolver?.onMiss.text ?? "" }

    /// - Throws: ``MockControlError`` when it is none of these.
    public func setOnMiss(_ text: String) throws {
        let resolver = try resolver()
        switch text {
        case "builtin": resolver.onMiss = .builtin
        case "error": resolver.onMiss = .error
        case "close": resolver.onMiss = .close
        default:
            for (prefix, records) in [("forward:", false), ("record:", true)] where text.hasPrefix(prefix) {
                let endpoint = try Self.endpoint(String(text.dropFirst(prefix.count)))
                if server.endpoints.contains(endpoint) {
                    throw MockControlError(.invalid, "\(endpoint) is where this server listens itself")
                }
                resolver.onMiss = .ask(endpoint, records: records)
                return
            }
            throw MockControlError(
                .invalid,
                "'\(text)' is not builtin, error, close, forward:ENDPOINT or record:ENDPOINT"
            )
        }
    }

    package static func endpoint(_ text: String) throws(MockControlError) -> Endpoint {
        do throws(EndpointError) {
            return try Endpoint(text)
        } catch {
            throw MockControlError(.invalid, "\(error)")
        }
    }
}

extension Latency {
    /// As it is read.
    fileprivate var text: String {
        switch self {
        case .none: ""
        case .recorded: "recorded"
        case .uniform(let range) where range.lowerBound == range.upperBound: DurationText.text(range.lowerBound)
        case .uniform(let range): "\(DurationText.text(range.lowerBound))..\(DurationText.text(range.upperBound))"
        case .logNormal(let median, let sigma): "lognormal:\(DurationText.text(median)),\(sigma)"
        }
    }

    fileprivate var longestWritten: Duration {
        switch self {
        case .none, .recorded: .zero
        case .uniform(let range): range.upperBound
        case .logNormal(let median, _): median
        }
    }
}

extension SessionPolicy.Miss {
    fileprivate var text: String {
        switch self {
        case .builtin: "builtin"
        case .error: "error"
        case .close: "close"
        case .ask(let endpoint, records: false): "forward:\(endpoint)"
        case .ask(let endpoint, records: true): "record:\(endpoint)"
        }
    }
}
