import ArgumentParser
import Sessions
import Texts

/// Which exchanges of a session are meant. Values may begin with `-`, as `-5` does.
struct SelectionOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only exchanges with these numbers: 3-9,12.", valueName: "numbers")
    )
    var only: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Only those with a match in the request or the response.", valueName: "regex")
    )
    var match: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("None with a match in the request or the response.", valueName: "regex")
    )
    var skip: String?

    @Flag(help: "Only those that were answered with an error, or not at all.")
    var errorsOnly = false

    /// - Throws: ``Failure`` with what is wrong in an option.
    func selection() throws(Failure) -> Selection {
        var selection = Selection()
        if let only {
            selection.numbers = try Self.value("--only") { () throws(PatternError) in try Selection.numbers(only) }
        }
        if let match {
            selection.match = try Self.value("--match") { () throws(PatternError) in try RegularExpression(match) }
        }
        if let skip {
            selection.skip = try Self.value("--skip") { () throws(PatternError) in try RegularExpression(skip) }
        }
        selection.isErrorsOnly = errorsOnly
        return selection
    }

    private static func value<Value>(
        _ option: String,
        _ read: () throws(PatternError) -> Value
    ) throws(Failure) -> Value {
        do throws(PatternError) {
            return try read()
        } catch {
            throw .usage("\(option): \(error)")
        }
    }
}
