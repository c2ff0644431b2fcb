import Texts

/// The commands of the user's that are known.
package struct Definitions: Sendable {
    private struct Entry: Sendable {
        let definition: Definition
        let command: any LanguageCommand
    }

    /// By their whole names: `robot move`.
    private var entries: [String: Entry] = [:]
    /// The last words of those below a name, in the order in which they came.
    private var groups: [String: [String]] = [:]

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    /// All of them, sorted by name.
    package var all: [Definition] { entries.values.map(\.definition).sorted { $0.name < $1.name } }

    /// The first words of their names, sorted.
    package var names: [String] { Set(entries.values.map { $0.definition.words[0] }).sorted() }

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
        let isNew = entries.updateValue(Entry(definition: definition, command: command), forKey: definition.name) == nil
        guard isNew else { return }
        var parent = definition.words[0]
        for word in definition.words.dropFirst() {
            if groups[parent]?.contains(word) != true { groups[parent, default: []].append(word) }
            parent += " \(word)"
        }
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
                return "'\(parent)' is a command itself (\(other.definition.position)): nothing can be below it"
            }
        }
        return nil
    }
}
