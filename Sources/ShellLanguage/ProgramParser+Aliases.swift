import Texts

extension ProgramParser {
    /// More are taken for a mistake: aliases that stand for each other in turn.
    private static let mostAliases = 100

    /// What a command comes to when its alias stands for what it stands for, and where that stands.
    ///
    /// - Returns: `nil` when it is no alias, or the command that an alias of its name has come to.
    /// - Throws: ``Failure`` when aliases run each other in a circle, or an argument is missing.
    mutating func expanded(_ written: Statement, _ place: Place) throws(Failure) -> ([Statement], Place)? {
        guard let name = written.words.first?.literal, let alias = scope.alias(name) else { return nil }
        let aliases = place.aliases[place.passedAliases...]
        if aliases.last == name { return nil }
        guard !aliases.contains(name) else { throw Self.circle(aliases + [name]) }
        guard place.aliases.count < Self.mostAliases else {
            isLineLost = true
            throw place.aliases.contains(name)
                ? Self.circle(place.aliases + [name])
                : .usage("alias '\(name)': more than \(Self.mostAliases) aliases lead to it, one through the other")
        }
        let list = try alias.expanded(written)
        guard !countExpanded(list.reduce(0) { $0 + $1.parts }) else {
            isLineLost = true
            throw alias.tooLong
        }
        var place = place
        place.aliases.append(name)
        return (list, place)
    }

    /// What is wrong with blocks that nest too deep.
    func tooDeep(_ place: Place) -> Failure {
        if let last = place.aliases.last, place.aliases.dropLast().contains(last) { return Self.circle(place.aliases) }
        return .usage("blocks nest more than \(Self.deepest) deep")
    }

    /// - Parameter names: those that run each other, the last one again.
    private static func circle(_ names: some BidirectionalCollection<String>) -> Failure {
        let name = names.last ?? ""
        let before = names.dropLast().lastIndex(of: name) ?? names.startIndex
        return .usage("alias '\(name)' runs itself: \(names[before...].joined(separator: " -> "))")
    }
}
