/// What a script may use besides what it makes itself.
struct Scope {
    /// The variables that have a value; `nil` when that is known only when they are used.
    var variables: Set<String>?
    var aliases: [String: Alias] = [:]
    /// The scripts that have been looked at for what they make known.
    var visited: Set<String> = []
    /// How many of them are being read, each begun by the one before.
    var sourceDepth = 0

    /// The commands that take the rest of their line as it is.
    var rawTextNames: Set<String> {
        aliases.isEmpty
            ? CommandTable.rawTextNames
            : CommandTable.rawTextNames.union(aliases.values.lazy.filter(\.takesRawText).map(\.name))
    }

    mutating func define(_ variable: String) {
        variables?.insert(variable)
    }

    func isKnown(_ variable: String) -> Bool {
        guard let variables else { return true }
        return ["?", "last", "script_dir"].contains(variable) || Variables.isArgument(variable)
            || variables.contains(variable)
    }
}
