package import CommandSpec

extension ShellContext {
    package func candidates(_ shell: SystemCompletion, _ line: String, word: String?) -> [String] {
        shell.candidates(line, word: word, Completer(self, isForSystem: true))
    }
}
