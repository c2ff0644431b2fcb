import ArgumentParser

/// The options of the program as a whole.
struct StartOptions: ParsableArguments {
    @Option(
        name: .customShort("c"),
        help: ArgumentHelp("Run these commands, separated by ';' or line ends; repeatable.", valueName: "commands")
    )
    var commands: [String] = []

    @Option(
        name: .customShort("D", allowingJoined: true),
        help: ArgumentHelp("Set a variable; repeatable.", valueName: "name=value")
    )
    var definitions: [String] = []

    @Flag(name: [.customShort("X"), .customLong("no-rc")], help: "Do not run the rc file.")
    var noRC = false

    @OptionGroup var shared: SharedOptions
}
