import ArgumentParser

/// What only a mock server of its own, in the foreground, can do.
struct MockRunOptions: ParsableArguments {
    @Option(help: ArgumentHelp("End after this many exchanges.", valueName: "number"))
    var count: Int?

    @Flag(help: "In the end, list recorded exchanges that nobody asked for, and exit with 4 if there are any.")
    var expectAll = false

    @Option(
        help: ArgumentHelp(
            "Write the endpoint into this file once the server listens; it is removed in the end.",
            valueName: "file"
        )
    )
    var readyFile: String?

    @Option(
        help: ArgumentHelp(
            "Say what would answer this request (or @FILE), and why, without a server.",
            valueName: "request"
        )
    )
    var explain: String?

    @Flag(name: .shortAndLong, help: "Log no exchanges.")
    var quiet = false

    /// Whether any of them was given.
    var isUsed: Bool { count != nil || expectAll || readyFile != nil || explain != nil || quiet }
}
