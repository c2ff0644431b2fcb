/// What a script may use besides what it makes itself.
package struct Scope {
    let catalog: any CommandCatalog
    /// The variables that have a value; `nil` when that is known only when they are used.
    var variables: Set<String>?
    /// The aliases that there were before.
    private let aliasesBefore: [String: Alias]
    // Apart from them, so that a script that defines one needs no copy of all; nil for one that is gone.
    private var aliasChanges: [String: Alias?] = [:]
    /// The scripts that have been looked at for what they make known.
    package var visited: Set<String> = []
    /// How many of them are being read, each begun by the one before.
    var sourceDepth = 0

    package init(_ catalog: any CommandCatalog, variables: Set<String>? = nil, aliases: [String: Alias] = [:]) {
        self.catalog = catalog
        self.variables = variables
        aliasesBefore = aliases
    }

    // MARK: Aliases

    func alias(_ name: String) -> Alias? { aliasChanges[name] ?? aliasesBefore[name] }

    mutating func define(_ alias: Alias) {
        aliasChanges[alias.name] = .some(alias)
    }

    mutating func forgetAlias(_ name: String) {
        aliasChanges[name] = .some(nil)
    }

    var aliasNames: [String] {
        Set(aliasesBefore.keys).union(aliasChanges.keys).filter { alias($0) != nil }.sorted()
    }

    /// Whether a command takes the rest of its line as it is.
    package func takesRawText(_ name: String) -> Bool {
        alias(name)?.takesRawText ?? catalog.rawTextNames.contains(name)
    }

    // MARK: Variables

    mutating func define(_ variable: String) {
        variables?.insert(variable)
    }

    func isKnown(_ variable: String) -> Bool {
        guard let variables else { return true }
        return ["?", "last", "script_dir"].contains(variable) || Variables.isArgument(variable)
            || variables.contains(variable)
    }
}
