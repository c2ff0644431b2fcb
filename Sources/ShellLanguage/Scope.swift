import Templates

/// What a script may use besides what it makes itself.
package struct Scope {
    let catalog: any CommandCatalog
    /// The commands of the user's.
    package var definitions: Definitions
    /// What the variables of a definition that is being read stand for; `nil` outside of one.
    private var locals: [String: TemplateName]?
    /// The variables that had a value when a text that is read line by line began.
    private let variablesBefore: Variables
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

    package init(
        _ catalog: any CommandCatalog,
        variables: Set<String>? = nil,
        aliases: [String: Alias] = [:],
        definitions: Definitions = Definitions(),
        variablesBefore: Variables = Variables()
    ) {
        self.catalog = catalog
        self.definitions = definitions
        self.variablesBefore = variablesBefore
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
        // What is set by hand may be anything.
        if locals?[variable] == nil { locals?[variable] = TemplateName(variable) }
    }

    /// A variable that has one value of another after the other: it is what that is.
    mutating func define(_ variable: String, eachOf list: Word?) {
        define(variable)
        guard locals != nil, let list, list.parts.count == 1, case .variable(let name, _) = list.parts[0],
            let source = locals?[name]
        else { return }
        locals?[variable] = TemplateName(variable, source.type)
    }

    /// Begins a definition: it knows the variables that there are, and its own.
    mutating func enter(_ parameters: [Parameter]) {
        var names = variables ?? variablesBefore.names
        locals = [:]
        for parameter in parameters {
            names.insert(parameter.variable)
            locals?[parameter.variable] = parameter.templateName
        }
        variables = names
    }

    /// Ends it.
    mutating func leave(_ variables: Set<String>?) {
        self.variables = variables
        locals = nil
    }

    /// Whether a definition is being read.
    var isInDefinition: Bool { locals != nil }

    /// What a name in a template stands for; `nil` when nothing has made it known.
    func templateName(_ name: String) -> TemplateName? {
        if let local = locals?[name] { return local }
        guard name == "last" || name == "script_dir" || variables?.contains(name) ?? true else { return nil }
        return TemplateName(name)
    }

    /// The command of a name: the user's, or one that comes with the program.
    package func command(named name: String) -> (any LanguageCommand)? {
        definitions.command(named: name, catalog) ?? catalog.command(named: name)
    }

    /// Whether a word stands for several: `$files`, unquoted.
    func isList(_ name: String) -> Bool { locals?[name]?.isList ?? false }

    func isKnown(_ variable: String) -> Bool {
        guard let variables else { return true }
        return ["?", "last", "script_dir"].contains(variable) || Variables.isArgument(variable) && !isInDefinition
            || variables.contains(variable)
    }
}
