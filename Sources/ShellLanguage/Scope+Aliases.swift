import Texts

extension Scope {
    /// The command that a line comes to when its aliases stand for what they stand for.
    ///
    /// - Throws: ``Failure`` when aliases run each other in a circle, or an argument is missing.
    func expandingAliases(_ written: Statement) throws(Failure) -> Statement {
        guard !aliases.isEmpty else { return written }
        var statement = written
        var seen: [String] = []
        while let name = statement.words.first?.literal, let alias = aliases[name] {
            // An alias of a command's own name comes to that command.
            if seen.last == name { break }
            guard !seen.contains(name) else {
                throw .usage("alias '\(name)' runs itself: \((seen + [name]).joined(separator: " -> "))")
            }
            seen.append(name)
            statement = try alias.expanded(statement)
        }
        return statement
    }
}
