/// The variables of an environment, by their names.
///
/// No dictionary: the first one that a process fills searches all of its types for how names are hashed, and that takes
/// as long as a tenth of all that an import executes.
package struct Environment: ExpressibleByDictionaryLiteral, Sendable {
    private var names: [String] = []
    private var values: [String] = []

    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { self[name] = value }
    }

    package subscript(name: String) -> String? {
        get { names.firstIndex(of: name).map { values[$0] } }
        set {
            if let index = names.firstIndex(of: name) {
                names.remove(at: index)
                values.remove(at: index)
            }
            guard let newValue else { return }
            names.append(name)
            values.append(newValue)
        }
    }
}
