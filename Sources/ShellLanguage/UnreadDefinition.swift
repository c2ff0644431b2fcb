import Platform

/// A definition of a text that is known to be right: it is read when it is used first, its body when it is called first.
final class UnreadDefinition: Sendable {
    private struct Read: Sendable {
        let definition: Definition
        let command: any LanguageCommand
    }

    let words: [String]
    let position: SourcePosition
    private let text: String
    private let line: Int
    private let library: DefinitionLibrary
    private let read = Guarded<Read?>(nil)

    init(_ entry: DefinitionIndex.Entry, of text: [UInt8], in library: DefinitionLibrary) {
        words = entry.words
        position = entry.position
        line = entry.line
        self.text = text[entry.bytes].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        self.library = library
    }

    var definition: Definition { whole.definition }
    var command: any LanguageCommand { whole.command }

    private var whole: Read {
        read.withLock { read in
            if let read { return read }
            let definition = header()
            let new = Read(definition: definition, command: library.catalog.command(for: definition))
            read = new
            return new
        }
    }

    private var lexer: Lexer {
        var lexer = Lexer(file: position.file, firstLine: line)
        lexer.append(text)
        lexer.finish()
        return lexer
    }

    private func header() -> Definition {
        var lexer = lexer
        let statement = try? lexer.next { _ in false }
        let header = DefinitionHeader(statement?.rawText ?? "", at: statement?.rawPosition ?? position)
        return Definition(header, comment: statement?.comment ?? []) { [self] in contents() }
    }

    private func contents() -> Definition.Contents? {
        var scope = library.scope
        _ = Program.readDefinitions(lexer, file: position.file, &scope)
        return scope.definitions.definition(named: words.joined(separator: " "))?.contents
    }
}

/// What the definitions of some texts know of each other.
final class DefinitionLibrary: Sendable {
    let catalog: any CommandCatalog
    private let definitions = Guarded(Definitions())

    init(_ catalog: any CommandCatalog) {
        self.catalog = catalog
    }

    func set(_ definitions: Definitions) {
        self.definitions.withLock { $0 = definitions }
    }

    var scope: Scope { Scope(catalog, definitions: definitions.withLock { $0 }) }
}
