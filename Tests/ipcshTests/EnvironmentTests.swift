import TestSupport
import Testing

@Suite struct EnvironmentTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
    }

    @Test func `the server: a flag beats IPCSH_TO, that the configuration file`() throws {
        let servers = try ["file", "environment", "flag"].map { try ScriptedServer.answering("\($0)\r\n") }
        let config = ["XDG_CONFIG_HOME": sandbox.file("config")]
        try sandbox.write("config/ipcsh/config", "to = \(servers[0].endpoint)\n")
        #expect(try sandbox.run(["image", "a"], environment: config).text == "file\n")
        let both = config.merging(["IPCSH_TO": servers[1].endpoint]) { $1 }
        #expect(try sandbox.run(["image", "a"], environment: both).text == "environment\n")
        #expect(try sandbox.run(["image", "a", "--to", servers[2].endpoint], environment: both).text == "flag\n")
        #expect(try sandbox.run(["--to", servers[2].endpoint, "-c", "image a"], environment: both).text == "flag\n")
    }

    @Test func `the time`() throws {
        let server = try ScriptedServer.silent()
        let environment = ["IPCSH_TIMEOUT": "150ms", "IPCSH_LINGER": "0"]
        let outcome = try sandbox.run(["image", "a", "--to", server.endpoint], environment: environment)
        #expect(outcome.error.contains("within 150ms"))
        #expect(outcome.termination == .exit(3))
    }

    @Test func `the map rewrites what is sent`() throws {
        let server = try ScriptedServer.answering("O.k.\r\n")
        try sandbox.write("a b.jpg", "")
        let map = ["IPCSH_MAP": "\(sandbox.work)/=C:/scans/"]
        _ = try sandbox.run(
            ["-c", "image \(sandbox.work)/*.jpg"],
            environment: map.merging(["IPCSH_TO": server.endpoint]) { $1 }
        )
        let arguments = ["image", "/mnt/c/x.jpg", "/mnt/d/y.jpg", "--map", "/mnt/c/=C:/", "--to", server.endpoint]
        _ = try sandbox.run(arguments, environment: map)
        let sent = server.requests.map { String(decoding: $0, as: UTF8.self) }
        #expect(sent.count == 3)
        for (request, path) in zip(sent, ["C:/scans/a b.jpg", "C:/x.jpg", "/mnt/d/y.jpg"]) {
            #expect(request.contains("\"file\": \"\(path)\""))
        }
    }

    @Test(
        arguments: [
            ([], [:], true),
            ([], ["NO_COLOR": "1"], false),
            ([], ["NO_COLOR": ""], true),
            ([], ["TERM": "dumb"], false),
            (["--color", "never"], [:], false),
            (["--color", "always"], ["NO_COLOR": "1"], true),
        ] as [([String], [String: String], Bool)]
    )
    func `colour on a terminal`(options: [String], environment: [String: String], isColoured: Bool) throws {
        sandbox.environment.merge(environment) { $1 }
        let terminal = try sandbox.startOnTerminal(["image", "a.jpg", "--mock"] + options)
        #expect(try terminal.waitForExit() == 0)
        #expect(terminal.output == (isColoured ? "\u{1B}[32mO.k.\u{1B}[0m\r\n" : "O.k.\r\n"))
    }

    @Test func `no colour on a pipe, unless it is asked for`() throws {
        #expect(try sandbox.run(["image", "a.jpg", "--mock"]).text == "O.k.\n")
        #expect(try sandbox.run(["-c", "imgae"]).error.hasPrefix("ipcsh: "))
        #expect(try sandbox.run(["-c", "imgae", "--color", "always"]).error.hasPrefix("\u{1B}[31mipcsh: "))
    }

    @Test func `a wrong setting in the environment is told`() throws {
        let outcome = try sandbox.run(["status"], environment: ["IPCSH_TIMEOUT": "soon"])
        #expect(outcome.error == "ipcsh: IPCSH_TIMEOUT: timeout: 'soon' is not a time: 5s, 250ms, 2m\n")
        #expect(outcome.termination == .exit(2))
    }
}
