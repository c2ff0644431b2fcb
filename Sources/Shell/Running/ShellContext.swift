import CommandSpec
import Commands
package import IPCClient
package import Operations
import Replay
package import ShellLanguage
package import Texts

/// One shell: its commands' context, the console, and where lines are typed.
package final class ShellContext {
    package let console: Console
    private let observer: ConsoleObserver
    private let exchanger: Exchanger
    /// Where a person types lines; `nil` for scripts and single commands.
    var lineSource: (any LineSource)?
    /// Lines typed so far of a command that is not complete.
    var pendingText = ""

    /// What its commands share.
    private(set) lazy var commands: CommandContext = {
        let commands = CommandContext(
            environment: console.environment,
            exchanger: exchanger,
            output: console,
            observer: observer,
            catalog: CommandTable(),
            isInteractive: isInteractive,
            host: self
        )
        commands.mock.commands = { [state = commands.state] in DefinitionAnswers.all(state.definitions) }
        return commands
    }()
    private let isInteractive: Bool

    package init(
        console: Console,
        settings: Settings,
        recording: Recording,
        via: String = "shell",
        cancellation: Cancellation? = nil,
        isInteractive: Bool = false
    ) {
        self.console = console
        self.isInteractive = isInteractive
        observer = ConsoleObserver(console, cancellation: cancellation)
        exchanger = Exchanger(
            settings,
            recorder: Recorder(recording, via: via, environment: console.environment),
            observer: observer,
            cancellation: cancellation,
            isInteractive: isInteractive
        )
        applySettings()
    }

    var state: LanguageState { commands.state }
    var settings: Settings { exchanger.settings }

    func expander(patterns: Bool) -> Expander {
        Expander(
            value: { [commands] name in commands.value(of: name) },
            values: { [state] name in state.frame?.lists[name] },
            arguments: state.arguments,
            expandsPatterns: patterns,
            shouldStop: { Signals.hasArrived }
        )
    }

    /// What a text that is read now may use.
    ///
    /// - Parameter checksVariables: whether it is read whole, so that a variable that nothing sets is a mistake.
    func scope(checksVariables: Bool) -> Scope {
        state.scope(commands.catalog, checksVariables: checksVariables)
    }

    /// Makes the next exchange possible after the user has interrupted one.
    @discardableResult
    func forgetInterrupt() -> Bool { Signals.forgetInterrupt() }
}

extension ShellContext: CommandHost {
    package var typedLines: [(number: Int, text: String)]? { lineSource?.lines }

    package func confirms(_ question: String) -> Bool { lineSource?.confirms(question) ?? false }

    package func applySettings() {
        console.colorMode = settings.color
        console.outputIsJSON = settings.json
        console.verbosity = settings.verbosity
    }

    package func wait(_ duration: Duration) -> Bool {
        exchanger.wait(duration)
    }

    package func run(_ text: String, file: String, arguments: [String]) throws(Failure) -> ExitStatus {
        try Interpreter(self).run(text, file: file, arguments: arguments)
    }

    package func call(_ definition: Definition, _ frame: CallFrame) throws(Failure) -> ExitStatus {
        try Interpreter(self).call(definition, frame)
    }

    package func test(
        _ file: String,
        _ plan: ReplayPlan,
        usesMock: Bool,
        _ reports: ReplayReports
    ) throws(Failure) -> TestRun.FileResult {
        try TestFileRun(plan: plan, usesMock: usesMock, reports: reports, context: self).run(file)
    }
}
