import CommandSpec

extension SystemCompletion {
    /// What completes the word at the cursor.
    ///
    /// Without `word`, bash and zsh are told first what the candidates take the place of: they do not part words as the
    /// program does. To fish a candidate is a whole word.
    ///
    /// - Parameter word: the part of the line, at its end, that the candidates are to take the place of.
    func candidates(_ text: String, word: String?, _ completer: Completer) -> [String] {
        let line = SystemLine(text, of: self)
        let answer = completer.completion(ofArguments: Array(line.words.dropFirst()), line.typed)
        let before = String(decoding: line.current.utf8.prefix(answer.replaced.lowerBound), as: UTF8.self)
        let replaced = String(decoding: line.current.utf8.dropFirst(answer.replaced.lowerBound), as: UTF8.self)
        // Quotes are the system's shell's to add.
        let candidates = answer.candidates.map(\.plain).filter { !$0.utf8.contains(UInt8(ascii: "\n")) }
        guard let word, text.hasSuffix(word) else {
            return self == .fish ? candidates.map { before + $0 } : [replaced] + candidates
        }
        let kept = SystemLine(String(text.dropLast(word.count)), of: self).current
        if kept == before { return candidates }
        return candidates.map { before + $0 }.filter { $0.hasPrefix(kept) }.map { String($0.dropFirst(kept.count)) }
    }
}
