/// Where the candidates for a word come from.
package enum CompletionSource: Hashable, Sendable {
    /// What only a running shell knows.
    package enum Names: String, Hashable, Sendable {
        case commands, topics, settings, variables, aliases, endpoints
        /// Pointers to what the last answer has, where it is JSON.
        case answerPlaces
    }

    case nothing
    case list([String])
    /// Files with these endings, without their dots and whatever their case; with any when there are none.
    case files(endings: [String])
    case folders
    /// The name of a file behind an `@`.
    case requestFile
    case names(Names)
    /// The values of a setting.
    case setting(String)
    /// `NAME=` and the values of that setting.
    case assignment
    /// A text in the shell's own language.
    case program
    /// A whole command, of which these words are the beginning.
    case command([String])
    /// The lines that a command of the user's prints.
    case lines(of: String)
    indirect case either([CompletionSource])
}
