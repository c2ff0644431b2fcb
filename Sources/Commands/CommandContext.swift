import CommandSpec
import IPCClient
package import IPCFraming
package import Operations
package import Platform
package import Rendering
package import ShellLanguage
import Templates
package import Texts

/// What the commands of one shell share.
package final class CommandContext {
    package let environment: Environment
    package let exchanger: Exchanger
    package let mock: EmbeddedMock
    package let state = LanguageState()
    package let output: any CommandOutput
    /// All commands, as the language knows them.
    package let catalog: any CommandCatalog
    package let observer: any Observer
    /// Whether a person types the commands: then nothing stops at a failure.
    package let isInteractive: Bool
    package unowned let host: any CommandHost
    /// Where values that 'set' chooses come from.
    package var settingSource = SettingSource.command("set")
    /// Whether the time of each exchange is shown.
    package var showsTimes = false
    /// Whether the commands themselves come from stdin.
    package var readsCommandsFromInput = false

    package init(
        environment: Environment,
        exchanger: Exchanger,
        output: any CommandOutput,
        observer: any Observer,
        catalog: any CommandCatalog,
        isInteractive: Bool,
        host: any CommandHost
    ) {
        self.environment = environment
        self.exchanger = exchanger
        self.output = output
        self.observer = observer
        self.catalog = catalog
        self.isInteractive = isInteractive
        self.host = host
        mock = EmbeddedMock(exchanger)
    }

    package var settings: Settings {
        get { exchanger.settings }
        set {
            exchanger.settings = newValue
            host.applySettings()
        }
    }

    /// The value of a variable, or `nil` when there is none of that name.
    package func value(of name: String) -> String? {
        switch name {
        case "?": String(state.lastStatus.rawValue)
        case "last":
            exchanger.lastExchange.map { String(decoding: $0.response?.bytes ?? [], as: UTF8.self) } ?? ""
        case "script_dir": state.scriptFolder ?? state.variables[name]
        default: state.value(of: name)?.text
        }
    }

    /// The command of a name: the user's, or one that comes with the program.
    package func command(named name: String) -> Command? {
        state.definitions.command(named: name, catalog) as? Command ?? catalog.command(named: name) as? Command
    }

    /// The names of all commands, those of the user's too.
    package var commandNames: [String] {
        let own = state.definitions.names
        return catalog.names + own.filter { catalog.command(named: $0) == nil }
    }

    /// Sends a request, shows and records what comes of it.
    ///
    /// - Returns: ``ExitStatus/ok`` or ``ExitStatus/serverError``.
    /// - Throws: ``Failure`` when there was no whole response, or it could not be recorded.
    package func exchange(_ request: RequestFrame) throws(Failure) -> ExitStatus {
        // Progress is worth seeing while it is made.
        if !settings.json { exchanger.onMessage = { [output] in output.response($0.frame.bytes, nil, time: nil) } }
        defer { exchanger.onMessage = nil }
        let (exchange, recordingFailure) = try exchanger.perform(request)
        show(exchange, hasShownMessages: true)
        exchanger.tellWhatCameBehind()
        let status = try exchanger.lastStatus()
        if let recordingFailure { throw recordingFailure }
        return status
    }

    /// Imports files, one exchange for each.
    ///
    /// - Parameter request: the request for a path of the server's machine.
    func `import`(_ files: [String], request: (String) -> [UInt8]) throws(Failure) -> ExitStatus {
        var files = FileImport(files, exchanger)
        return try files.run(request: request) { exchange, hasProgress in
            // With a bar on the screen, only what went wrong is worth a line of its own.
            if !hasProgress || !output.textStyle.isTerminal { show(exchange) }
            exchanger.tellWhatCameBehind()
        }
    }

    /// Shows the response or, as JSON, the whole exchange.
    ///
    /// - Parameter hasShownMessages: whether of several messages each was shown when it came.
    func show(_ exchange: Exchange, hasShownMessages: Bool = false) {
        if settings.isDryRun { return }
        if settings.json {
            output.bytes(exchange.jsonLine(number: exchanger.tally.total))
        } else if let messages = exchange.messages {
            if !hasShownMessages { for message in messages { output.response(message.frame.bytes, nil, time: nil) } }
        } else if exchange.failure == nil, let response = exchange.response, !(hasShownMessages && isPartOfSeveral) {
            let time = isInteractive ? exchange.duration : nil
            output.response(response.bytes, exchanger.lastReply, time: time)
        }
        if showsTimes { showTime(of: exchange) }
    }

    /// Whether an answer may have several messages, so that each is shown as it comes.
    private var isPartOfSeveral: Bool { settings.answerEnd.count != 1 }

    private func showTime(of exchange: Exchange) {
        // To a tenth of a millisecond.
        let time = Duration.microseconds(Int64((exchange.duration / .milliseconds(0.1)).rounded()) * 100)
        output.notice("ipcsh: \(time > .zero ? DurationText.text(time) : "0ms")")
    }

    /// Ends the connection, the recording and the mock server.
    ///
    /// - Throws: ``Failure`` when either recording lacks something; all that it lacks, a line each.
    package func finish() throws(Failure) {
        exchanger.closeConnection()
        do throws(Failure) {
            try mock.stop()
        } catch {
            do throws(Failure) {
                try exchanger.recorder.finish()
            } catch let other {
                throw Failure(error.status, "\(error.message)\n\(other.message)")
            }
            throw error
        }
        try exchanger.recorder.finish()
    }
}
