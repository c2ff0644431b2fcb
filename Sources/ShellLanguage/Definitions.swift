import Texts

/// The commands of the user's that are known.
package struct Definitions: Sendable {
    fileprivate enum Entry: Sendable {
        case read(Definition, any LanguageCommand)
        case unread(UnreadDefinition)
    }

    /// By their whole names: `robot move`.
    private var entries: [String: Entry] = [:]
    /// The last words of those below a name, in the order in which they came.
    private var groups: [String: [String]] = [:]

    package init() {}

    /// Finds the definitions of texts that are known to be right; each is read when it is used first.
    ///
    /// - Returns: `nil` where one stands in the place of another.
    package init?(of files: [(path: String, text: String)], _ catalog: any CommandCatalog) {
        let library = DefinitionLibrary(catalog)
        for file in files {
            let text = Array(file.text.utf8)
            for entry in DefinitionIndex(text, file: file.path).entries {
                guard add(entry.words, .unread(UnreadDefinition(entry, of: text, in: library))) else { return nil }
            }
        }
        library.set(self)
    }

    /// Where their names stand.
    package var places: [String: SourcePosition] { entries.mapValues(\.position) }

    package var isEmpty: Bool { entries.isEmpty }

    /// All of them, sorted by name.
    package var all: [Definition] { entries.values.map(\.definition).sorted { $0.name < $1.name } }

    /// The first words of their names, sorted.
    package var names: [String] { Set(entries.values.map { $0.words[0] }).sorted() }

    package func definition(named name: String) -> Definition? { entries[name]?.definition }

    /// The command of a name of one word; the commands below it have it, too.
    package func command(named name: String, _ catalog: any CommandCatalog) -> (any LanguageCommand)? {
        if let entry = entries[name] { return entry.command }
        guard let children = groups[name] else { return nil }
        return catalog.group(
            named: name,
            children.compactMap { child in command(named: "\(name) \(child)", catalog) }
        )
    }

    /// Takes a definition in; it takes the place of one of the same name.
    package mutating func add(_ definition: Definition, _ command: any LanguageCommand) {
        add(definition.words, .read(definition, command))
    }

    /// - Returns: whether there was none of its name.
    @discardableResult
    private mutating func add(_ words: [String], _ entry: Entry) -> Bool {
        let name = words.joined(separator: " ")
        guard entries.updateValue(entry, forKey: name) == nil else { return false }
        var parent = words[0]
        for word in words.dropFirst() {
            if groups[parent]?.contains(word) != true { groups[parent, default: []].append(word) }
            parent += " \(word)"
        }
        return true
    }

    /// Why a definition cannot stand beside the others; `nil` when it can.
    func conflict(_ definition: Definition) -> String? {
        let name = definition.name
        if let children = groups[name], let first = children.first {
            return "'\(name)' has commands below it, such as '\(name) \(first)': it cannot be one itself"
        }
        var parent = ""
        for word in definition.words.dropLast() {
            parent += parent.isEmpty ? word : " \(word)"
            if let other = entries[parent] {
                return "'\(parent)' is a command itself (\(other.position)): nothing can be below it"
            }
        }
        return nil
    }
}

extension Definitions.Entry {
    fileprivate var definition: Definition {
        switch self {
        case .read(let definition, _): definition
        case .unread(let unread): unread.definition
        }
    }

    fileprivate var command: any LanguageCommand {
        switch self {
        case .read(_, let command): command
        case .unread(let unread): unread.command
        }
    }

    fileprivate var words: [String] {
        switch self {
        case .read(let definition, _): definition.words
        case .unread(let unread): unread.words
        }
    }

    fileprivate var position: SourcePosition {
        switch self {
        case .read(let definition, _): definition.position
        case .unread(let unread): unread.position
        }
    }
}
