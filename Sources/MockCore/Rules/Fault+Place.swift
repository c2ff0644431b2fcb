extension Fault {
    /// Where a fault is to happen.
    package enum Place: Hashable, Sendable {
        case mock
        /// A proxy that passes on what it gets, between sockets or between WebSocket ends.
        case relay(overWebSocket: Bool)
        /// A proxy that translates: its clients are of one kind, its server of the other.
        case bridge(fromWebSocket: Bool)
    }

    /// Why it makes no sense there, in words; `nil` when it does.
    package func objection(at place: Place) -> String? {
        switch place {
        case .mock:
            isUpstream ? "\(source) is for a proxy: a mock server has no server behind it" : nil
        case .relay, .bridge:
            isRefusal ? "a proxy does not refuse connections" : objectionOfProxy(at: place)
        }
    }

    private func objectionOfProxy(at place: Place) -> String? {
        switch (place, isUpstream) {
        case (.relay(overWebSocket: true), _):
            if case .slowClose = kind { "\(source) is for sockets: a WebSocket is closed by a Close" } else { nil }
        case (.relay(overWebSocket: false), true):
            isForWebSocket ? "\(source) is for a WebSocket server: --to ws://HOST:PORT" : nil
        case (.bridge, true):
            switch kind {
            case .reset, .close, .silent: nil
            default: "\(source): a bridge asks its server whole requests: upstream it has reset, close and silent"
            }
        case (.relay(overWebSocket: false), false), (.bridge(fromWebSocket: false), false):
            isForWebSocket ? "\(source) is for WebSocket clients: listen on ws://HOST:PORT" : nil
        case (.bridge(fromWebSocket: true), false), (.mock, _): nil
        }
    }
}

extension Fault.Kind {
    /// Whether it can happen to a request on its way to a server.
    var isForUpstream: Bool {
        switch self {
        case .reset, .close, .silent, .truncate, .noTerminator, .garbage, .invalidUTF8, .slice, .bandwidth, .latency,
            .slowClose, .limit, .closeCode, .noCloseFrame, .fragment:
            true
        case .noClose, .refuse, .latePong, .down: false
        }
    }
}
