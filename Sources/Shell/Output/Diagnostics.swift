import IPCClient
import MockCore
import IPCFraming
import MockServer

/// Adds to an error what the user can try.
enum Diagnostics {
    static func message(_ error: ExchangeError) -> String {
        guard let hint = hint(error) else { return error.description }
        return "\(error) \(hint)"
    }

    /// - Parameter option: what chose the server that is asked.
    static func failure(_ error: MockServerError, upstream option: String = "--on-miss") -> Failure {
        switch error.place {
        case .listening: Failure(.exchangeFailed, "\(error) (--listen chooses another address)")
        case .session, .descriptors: Failure(.exchangeFailed, "\(error)")
        case .upstream: Failure(.exchangeFailed, "\(option): \(error)")
        case .itself: .usage("\(option): \(error): it would ask itself without end")
        }
    }

    private static func hint(_ error: ExchangeError) -> String? {
        switch (error.code, error.phase) {
        case (.refused, _): "(is the server running? 'ipcsh mock' starts a stand-in)"
        case (.unresolved, _): "(check the name after --to or 'connect')"
        case (.timeout, .receiving): "(a server in keep-alive mode does not close: see --keep-alive, --timeout)"
        case (.timeout, .connecting): "(see --connect-timeout)"
        case (.timeout, _): "(see --timeout)"
        default: nil
        }
    }
}
