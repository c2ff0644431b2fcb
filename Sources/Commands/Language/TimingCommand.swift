import CommandSpec
import Rendering
import Texts

/// `timing on|off`
enum TimingCommand: BuiltInCommand {
    static let name = "timing"
    private static let choice = Argument(.oneOf("choice", ["on", "off"]), .optional, "on or off.")

    static let specification = CommandSpecification(
        name,
        "Choose whether each exchange's time is shown.",
        usage: "timing [on | off]",
        discussion: """
            It is shown on stderr. In an interactive shell exchanges of more than half a second show it always. Without \
            an argument it says what is chosen.
            """,
        arguments: [choice]
    )

    static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        if let choice = arguments.first(choice) {
            context.showsTimes = choice == "on"
        } else {
            context.output.line(context.showsTimes ? "on" : "off", key: "timing")
        }
        return .ok
    }
}
