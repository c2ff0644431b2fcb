import IPCFraming
package import MockCore
import MockServer
import Replay
import Texts

/// What happens in a mock server, a line each.
package enum MockLog {
    package static func line(_ event: MockEvent) -> String {
        switch event {
        case .exchange(let number, let request, let answer):
            "\(number) \(text(request)) -> \(text(answer))"
        case .missed(let number, let miss):
            "\(number) \(TerminalText.escaped(miss.description))"
        case .broken(let reason), .trouble(let reason), .notice(let reason):
            "- \(TerminalText.escaped(reason))"
        }
    }

    private static func text(_ request: RequestFrame) -> String {
        switch request.ending {
        case .terminator: TerminalText.excerpt(request.bytes)
        case .endOfStream: "\(TerminalText.excerpt(request.bytes)) (no terminator)"
        case .binary: "\(TerminalText.excerpt(request.bytes)) (binary)"
        case .abort: "Ctrl-Z"
        }
    }

    private static func text(_ delivery: Delivery) -> String {
        var text = delivery.bytes.isEmpty ? "nothing" : TerminalText.excerpt(delivery.bytes.withoutLineEnd)
        let further = delivery.further.count
        if further > 0 { text += " and \(further) more message\(further == 1 ? "" : "s")" }
        if delivery.slices != nil { text += ", in pieces" }
        if let close = delivery.close { return text + ", then \(words(close))" }
        switch delivery.ending {
        case .usual: return text
        case .close: return text + ", then closed"
        case .hold: return text + ", and kept open"
        case .reset: return text + ", then reset"
        }
    }

    private static func words(_ close: WebSocketClose) -> String {
        if close.code == .abnormal { return "closed without a Close" }
        let code = close.code == .none ? "Close" : "Close \(close.code.rawValue)"
        return close.reason.isEmpty ? code : "\(code) \(TerminalText.excerpt(Array(close.reason.utf8)))"
    }

    private static func text(_ source: Answer.Source) -> String {
        switch source {
        case .recording(let number): "exchange \(number)"
        case .stub(let name): "stub \(TerminalText.escaped(name))"
        case .handler: "handler"
        case .command(let name): name
        case .server(let endpoint): TerminalText.escaped("\(endpoint)")
        case .bridge: "not passed on"
        case .miss: "not recorded"
        case .fault(let fault): "fault \(TerminalText.escaped(fault))"
        }
    }

    package static func text(_ answer: Answer) -> String {
        switch answer {
        case .response(let bytes): TerminalText.excerpt(bytes)
        case .silence: "closed without a response, as the vendor's server does: its answer is not UTF-8"
        case .delivery(let delivery, let source): "\(text(delivery)) (\(text(source)))"
        case .termination(let termination): "would terminate the vendor's server: \(termination)"
        }
    }
}

extension [UInt8] {
    /// Without the CR LF that ends a response.
    fileprivate var withoutLineEnd: [UInt8] {
        suffix(2).elementsEqual(Framing.responseTerminator) ? Array(dropLast(2)) : self
    }
}
