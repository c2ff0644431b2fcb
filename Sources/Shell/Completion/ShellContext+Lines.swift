import Commands
import IPCClient
import Operations
import ShellLanguage
import Texts

extension ShellContext {
    /// How long the user waits for candidates.
    private static let patience = Duration.seconds(2)
    private static let mostLines = 1000

    /// The lines that a command of the user's prints: candidates for a value. What it prints besides is lost.
    func lines(of name: String) -> [String] {
        guard let definition = state.definitions.definition(named: name), definition.contents != nil,
            definition.parameters.allSatisfy(\.isOptional), let output = try? CapturedOutput()
        else { return [] }
        let console = Console(output: output.descriptor, error: -1, environment: commands.environment)
        var settings = settings
        settings.json = false
        settings.color = .never
        settings.isDryRun = false
        settings.policy.timeout = min(settings.policy.timeout, Self.patience)
        settings.policy.connectTimeout = .zero
        settings.policy.lingerTime = .zero
        let inner = ShellContext(
            console: console,
            settings: settings,
            recording: .off,
            cancellation: commands.exchanger.cancellation
        )
        inner.state.definitions = state.definitions
        guard let command = inner.commands.command(named: definition.words[0]) else { return [] }
        let status = Interpreter(inner).run(command, Array(definition.words.dropFirst()))
        try? inner.commands.finish()
        guard status == .ok else { return [] }
        let lines = output.text().split(separator: "\n").prefix(Self.mostLines).map(String.init)
        return lines.filter { !$0.isEmpty && TerminalText.escaped($0) == $0 }
    }
}
