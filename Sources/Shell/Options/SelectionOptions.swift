import ArgumentParser
import Sessions

/// Which exchanges of a session are meant.
struct SelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only exchanges with these numbers, such as 3-9,12.", valueName: "numbers"))
    var only: String?

    @Option(help: ArgumentHelp("Only exchanges whose request or response this matches.", valueName: "regex"))
    var match: String?

    @Option(help: ArgumentHelp("Leave out exchanges whose request or response this matches.", valueName: "regex"))
    var skip: String?

    @Flag(help: "Only exchanges that were answered with an error, or not at all.")
    var errorsOnly = false

    func selection() throws(Failure) -> Selection {
        var selection = Selection()
        do throws(PatternError) {
            if let only { selection.numbers = try Selection.numbers(only) }
            selection.match = try match.map(TextPattern.init)
            selection.skip = try skip.map(TextPattern.init)
        } catch {
            throw .usage("\(error)")
        }
        selection.isErrorsOnly = errorsOnly
        return selection
    }
}

extension Optional {
    /// `map` for closures that throw a typed error.
    fileprivate func map<Result, Failure: Error>(
        _ transform: (Wrapped) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let self else { return nil }
        return try transform(self)
    }
}
