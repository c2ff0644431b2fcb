import CommandSpec

extension SystemCompletion {
    /// What completes the word at the cursor.
    ///
    /// bash and zsh are told first what the candidates take the place of: they do not part words as the program does.
    /// To fish a candidate is a whole word.
    func candidates(_ line: SystemLine, _ completer: Completer) -> [String] {
        let answer = completer.completion(ofArguments: Array(line.words.dropFirst()), line.typed)
        let before = String(decoding: line.current.utf8.prefix(answer.replaced.lowerBound), as: UTF8.self)
        let replaced = String(decoding: line.current.utf8.dropFirst(answer.replaced.lowerBound), as: UTF8.self)
        // Quotes are the system's shell's to add.
        let candidates = answer.candidates.map { $0.plain.filter { $0 != "\n" } }
        return self == .fish ? candidates.map { before + $0 } : [replaced] + candidates
    }
}
