import ArgumentParser
import IPCClient
import IPCFraming
import MockServer

/// `status`
struct StatusCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say where we are connected, and what is recorded where.",
        discussion: "Nothing is sent."
    )

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        let settings = context.settings
        if let endpoint = settings.endpoint {
            let mode =
                switch (settings.policy.mode, context.isConnected) {
                case (.oneShot, _): "one connection for each exchange"
                case (.keepAlive, true): "keep-alive, connected"
                case (.keepAlive, false): "keep-alive, not connected yet"
                }
            let mock = context.mock?.endpoint == endpoint ? ", the embedded mock server" : ""
            context.console.line("server:    \(endpoint) (\(mode)\(mock))")
        } else {
            context.console.line("server:    not connected")
        }
        context.console.line("so far:    \(context.tally.text)")
        context.console.line("recording: \(recording(context))")
        return .ok
    }

    private func recording(_ context: ShellContext) -> String {
        switch context.recorder.recording {
        case .off: "off"
        case .file(let path): path
        case .automatic: context.recorder.path ?? "on, into a new file from the first exchange on"
        }
    }
}
