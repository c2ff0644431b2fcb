import IPCFraming
import MockServer
import Replay
import TerminalText

/// What happens in a mock server, a line each.
enum MockLog {
    static func line(_ event: MockEvent) -> String {
        switch event {
        case .exchange(let number, let request, let answer):
            "\(number) \(text(request)) -> \(text(answer))"
        case .broken(let reason), .trouble(let reason):
            "- \(TerminalText.escaped(reason))"
        }
    }

    private static func text(_ request: RequestFrame) -> String {
        switch request.ending {
        case .terminator: DifferenceReport.excerpt(request.bytes)
        case .endOfStream: "\(DifferenceReport.excerpt(request.bytes)) (no terminator)"
        case .abort: "Ctrl-Z"
        }
    }

    private static func text(_ answer: Answer) -> String {
        switch answer {
        case .response(let bytes): DifferenceReport.excerpt(bytes)
        case .silence: "closed without a response, as the vendor's server does: its answer is not UTF-8"
        case .termination(let termination): "would terminate the vendor's server: \(termination)"
        }
    }
}
