/// Where a command's output goes in place of stdout.
package enum Output: Hashable, Sendable {
    /// `| COMMAND`: to a command of the system's shell.
    case command(String)
    /// `> FILE`, `>> FILE`
    case file(Word, appends: Bool)

    /// The words of ours in it.
    var words: [Word] {
        switch self {
        case .command: []
        case .file(let word, _): [word]
        }
    }
}
