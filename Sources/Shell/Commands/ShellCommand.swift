import ArgumentParser

/// A command, declared once for the system's shell and ours: its options, its help, and what it does.
protocol ShellCommand: ParsableCommand {
    /// Does it.
    ///
    /// - Returns: the status for `$?`, and for the system if this is the last command.
    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus
}

extension ShellCommand {
    static var name: String { configuration.commandName ?? _commandName }
}

/// A command that makes exchanges, with the options that all of these share.
protocol SharingCommand: ShellCommand {
    var shared: SharedOptions { get set }
}

/// A command that takes the rest of its line as it is.
protocol RawTextCommand: ShellCommand {
    var text: [String] { get set }
}
