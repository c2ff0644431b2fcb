import ArgumentParser
import Operations

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

    /// For commands that have one form of output: none of the others given.
    static func only(quiet: Bool) -> ReportOptions {
        var options = ReportOptions()
        options.json = false
        options.color = nil
        options.quiet = quiet
        return options
    }

    /// As the options that all commands understand.
    var shared: SharedOptions {
        var options = SharedOptions.none
        options.json = json
        options.color = color
        options.quiet = quiet
        return options
    }
}
