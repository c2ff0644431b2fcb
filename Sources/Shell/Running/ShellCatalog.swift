import CommandSpec
import Operations
import ShellLanguage
import Texts

/// The shell's commands, as its language knows them.
struct ShellCatalog: CommandCatalog {
    func command(named name: String) -> (any LanguageCommand)? { CommandTable.lookUp(name) }

    var names: [String] { CommandTable.names }
    var rawTextNames: Set<String> { CommandTable.rawTextNames }

    func checkResponseTest(_ words: [String]) throws(Failure) {
        _ = try ResponseTest(words)
    }
}

extension Command: LanguageCommand {
    var expandsPatterns: Bool { traits.contains(.expandsPatterns) }
    var takesRawText: Bool { traits.contains(.takesRawText) }
    var judgesResponse: Bool { traits.contains(.judgesResponse) }
}
