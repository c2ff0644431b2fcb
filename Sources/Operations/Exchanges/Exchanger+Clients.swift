package import IPCClient
import IPCFraming
import Platform
package import Texts

extension Exchanger {
    /// Clients for so many connections to the current server. Over one connection after the other, the shell's own is
    /// used.
    package func clients(_ count: Int) throws(Failure) -> [Client] {
        let client = try currentClient()
        if count == 1 { return [client] }
        return (0..<count).map { _ in
            let another = Client(client.endpoint, policy: client.policy, cancellation: cancellation)
            configure(another, recorder: nil)
            return another
        }
    }

    /// Has a client do as the settings say.
    ///
    /// - Parameter recorder: where it stands when a response that was recorded turns out to be cut; `nil` where exchanges
    ///   are recorded on another thread.
    package func configure(_ client: Client, recorder: Recorder?) {
        client.policy = settings.policy
        client.trace = settings.verbosity == .wire ? { [observer] in observer.trace($0) } : nil
        let isOwn = recorder != nil
        client.notice = { [weak self, observer, endpoint = client.endpoint] notice in
            switch notice {
            case .message(let message):
                if isOwn { self?.onMessage?(message) }
                return
            case .pushed(let message, let isBehindAnswer) where isOwn:
                // What is behind an answer is recorded with its exchange.
                if !isBehindAnswer { self?.record(pushed: ReceivedMessage(message)) }
                self?.keepUnread(ReceivedMessage(message))
            case .moreOfTheLastResponse:
                recorder?.note("more came behind the response before: it may have been cut at a CR LF")
            case .pushed, .lingering, .moreOfTheResponse, .closed: break
            }
            let line = "ipcsh: \(Diagnostics.message(notice, endpoint))"
            if isOwn, case .pushed(_, isBehindAnswer: true) = notice, self?.linesBehindAnswer?.append(line) != nil {
                return
            }
            if isOwn, self?.linesAtPrompt != nil { self?.linesAtPrompt?.append(line) } else { observer.notice(line) }
        }
        let time = settings.importTimeout
        client.timeout = time == settings.policy.timeout ? nil : { $0.mayBeImport ? time : nil }
    }
}

extension RequestFrame {
    /// Whether it asks for an import, or could: its JSON is not read.
    fileprivate var mayBeImport: Bool { Self.imports.contains { bytes.contains(bytes: $0) } }

    private static let imports = ["image", "elements"].map { Array($0.utf8) }
}
