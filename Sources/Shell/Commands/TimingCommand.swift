import ArgumentParser
import Texts

/// `timing on|off`
struct TimingCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "timing",
        abstract: "Choose whether each exchange's time is shown.",
        usage: "timing [on | off]",
        discussion: """
            It is shown on stderr. In an interactive shell exchanges of more than half a second show it always. Without \
            an argument it says what is chosen.
            """
    )

    @Argument(help: "on or off.")
    var choice: String?

    func check() throws(Failure) {
        guard [nil, "on", "off"].contains(choice) else { throw .usage("timing: '\(choice ?? "")' is not on or off") }
    }

    mutating func perform(in context: ShellContext) throws(Failure) -> ExitStatus {
        try check()
        if let choice {
            context.showsTimes = choice == "on"
        } else {
            context.console.line(context.showsTimes ? "on" : "off", key: "timing")
        }
        return .ok
    }
}
