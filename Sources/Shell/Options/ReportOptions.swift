import ArgumentParser

/// The options of commands that only read and report.
struct ReportOptions: ParsableArguments {
    @Flag(help: "Results as JSON.")
    var json = false

    @Option(
        help: ArgumentHelp("When to use colour: auto, always or never.", valueName: "when"),
        completion: .list(Setting.color.values)
    )
    var color: String?

    @Flag(name: .shortAndLong, help: "Say less.")
    var quiet = false

    /// As the options that all commands understand.
    var shared: SharedOptions {
        var options = SharedOptions.none
        options.json = json
        options.color = color
        options.quiet = quiet
        return options
    }
}
