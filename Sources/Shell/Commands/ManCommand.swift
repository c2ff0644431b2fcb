import ArgumentParser
import Texts

/// `man`
struct ManCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "man",
        abstract: "Print the manual page.",
        usage: "man",
        discussion: "'ipcsh man > ipcsh.1; man -l ipcsh.1' shows it."
    )

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        context.console.line(ManualPage.text)
        return .ok
    }
}
