import ArgumentParser
import Texts

/// A word that steers other commands. What it does, ``ProgramParser`` makes steps of; declared here are its help and its
/// name.
protocol BlockKeyword: ShellCommand {
    var words: [String] { get }
}

extension BlockKeyword {
    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        throw .usage("'\(Self.name)' belongs into a script")
    }
}
