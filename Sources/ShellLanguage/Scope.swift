/// What a script may use besides what it makes itself.
package struct Scope {
    package let catalog: any CommandCatalog
    /// The variables that have a value; `nil` when that is known only when they are used.
    package var variables: Set<String>?
    package var aliases: [String: Alias] = [:]
    /// The scripts that have been looked at for what they make known.
    package var visited: Set<String> = []
    /// How many of them are being read, each begun by the one before.
    package var sourceDepth = 0

    package init(_ catalog: any CommandCatalog, variables: Set<String>? = nil, aliases: [String: Alias] = [:]) {
        self.catalog = catalog
        self.variables = variables
        self.aliases = aliases
    }

    /// The commands that take the rest of their line as it is.
    package var rawTextNames: Set<String> {
        aliases.isEmpty
            ? catalog.rawTextNames
            : catalog.rawTextNames.union(aliases.values.lazy.filter(\.takesRawText).map(\.name))
    }

    package mutating func define(_ variable: String) {
        variables?.insert(variable)
    }

    package func isKnown(_ variable: String) -> Bool {
        guard let variables else { return true }
        return ["?", "last", "script_dir"].contains(variable) || Variables.isArgument(variable)
            || variables.contains(variable)
    }
}
