package import CommandSpec

extension ShellContext {
    package func candidates(_ shell: SystemCompletion, _ line: String) -> [String] {
        shell.candidates(SystemLine(line), Completer(self))
    }
}
