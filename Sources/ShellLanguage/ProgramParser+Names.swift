import Platform
import Texts

extension ProgramParser {
    /// Sourced scripts are looked at this deep, and so many of them: what is beyond shows when it runs.
    private static let deepestSource = 64
    private static let mostSources = 256

    /// Keeps what a command will have made known to those behind it.
    mutating func note(_ name: String, _ statement: Statement) throws(Failure) {
        let words = statement.words.dropFirst()
        switch name {
        case "set": noteSet(words)
        case "capture":
            if let variable = words.first?.literal { scope.define(variable) } else { scope.variables = nil }
        case "alias":
            for word in words {
                guard let text = word.literal, let (name, text) = Alias.parts(text) else { continue }
                scope.define(try Alias(name, text, in: scope))
            }
        case "unalias":
            for word in words { scope.forgetAlias(word.literal ?? "") }
        case "source": follow(words)
        default: break
        }
    }

    private mutating func noteSet(_ words: ArraySlice<Word>) {
        guard let first = words.first else { return }
        if words.count > 1, let name = first.literal {
            scope.define(name)
        } else if case .text(let text, _) = first.parts.first, let equals = text.firstIndex(of: "=") {
            scope.define(String(text[..<equals]))
        } else if first.literal == nil {
            // A name that only the run will tell.
            scope.variables = nil
        }
    }

    /// Reads a script that this one runs: what is wrong with it is told before anything is sent, and what it sets and
    /// defines is known from here on.
    private mutating func follow(_ words: ArraySlice<Word>) {
        guard scope.variables != nil else { return }
        guard let name = words.first?.literal else {
            scope.variables = nil
            return
        }
        let path = file.map { Paths.resolve(name, from: Paths.folder(of: $0)) } ?? name
        guard !scope.visited.contains(path) else { return }
        guard scope.sourceDepth < Self.deepestSource, scope.visited.count < Self.mostSources,
            let text = TextFile.regularText(path)
        else {
            scope.variables = nil
            return
        }
        scope.visited.insert(path)
        scope.sourceDepth += 1
        var parser = ProgramParser(Lexer(text, file: path), file: path, scope: scope)
        parser.parse()
        scope = parser.scope
        scope.sourceDepth -= 1
        report(parser.problems)
    }
}
