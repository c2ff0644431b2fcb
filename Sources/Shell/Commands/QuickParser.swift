/// Parses the plain forms of a command: files, and options that are written out and given once.
enum QuickParser {
    /// - Returns: `nil` for everything else, which is for swift-argument-parser to parse or to complain of.
    static func parse<Command: QuickCommand>(_ type: Command.Type, _ words: [String]) -> Command? {
        guard words.contains(where: isOption) else { return words.isEmpty ? nil : Command.quick(words) }
        let options = type.quickOptions
        let flags = type.quickFlags
        var arguments: [String] = []
        var given: [(name: String, set: Command.SetFlag)] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            if !isOption(word) {
                arguments.append(word)
                continue
            }
            if given.contains(where: { $0.name == word }) { return nil }
            if let set = flags[word] {
                given.append((word, set))
            } else if let set = options[word], index < words.count, !isOption(words[index]) {
                let value = words[index]
                given.append((word, { set(&$0, value) }))
                index += 1
            } else {
                return nil
            }
        }
        if arguments.isEmpty { return nil }
        var command = Command.quick(arguments)
        for option in given { option.set(&command) }
        return command
    }

    static func isOption(_ word: String) -> Bool {
        word.utf8.first == UInt8(ascii: "-")
    }
}
