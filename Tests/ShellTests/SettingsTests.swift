import IPCClient
import TestSupport
import Testing
import Texts

@testable import Shell

@Suite struct SettingsTests {
    private static func settings(
        config: String? = nil,
        environment: [String: String] = [:],
        flags: [String] = []
    ) throws -> Settings {
        try TemporaryDirectory.with { folder in
            if let config { try folder.write("ipcsh/config", config) }
            var settings = Settings()
            let environment = environment.merging(["XDG_CONFIG_HOME": folder.path]) { given, _ in given }
            try Configuration.apply(environment: environment, to: &settings)
            if case .command(let command as ImageCommand) = try CommandParser.parse(
                ImageCommand.self,
                ["a.jpg"] + flags
            ) {
                try command.shared.apply(to: &settings)
            }
            return settings
        }
    }

    @Test(
        arguments: [
            (nil, nil, nil, "localhost:7000"),
            ("to = file", nil, nil, "file:7000"),
            ("to = file", "env:1", nil, "env:1"),
            ("to = file", "env:1", "flag:2", "flag:2"),
            (nil, "env:1", "flag:2", "flag:2"),
            ("to = file", nil, "flag:2", "flag:2"),
            ("to = file", "", nil, "file:7000"),
        ] as [(String?, String?, String?, String)]
    )
    func `a flag beats the environment, that the file, that the default`(
        file: String?,
        environment: String?,
        flag: String?,
        expected: String
    ) throws {
        let settings = try Self.settings(
            config: file,
            environment: environment.map { ["IPCSH_TO": $0] } ?? [:],
            flags: flag.map { ["--to", $0] } ?? []
        )
        #expect(Setting.to.text(in: settings) == expected)
    }

    @Test func `every setting can stand in the configuration file`() throws {
        let values: [(Setting, String)] = [
            (.to, "unix:/run/x.sock"), (.series, "left = right"), (.focalLength, "12.35"), (.importMode, "new_stage"),
            (.timeout, "250ms"), (.importTimeout, "10m"), (.connectTimeout, "2m"), (.linger, "0s"), (.keepAlive, "on"),
            (.resend, "off"), (.keepGoing, "on"),
            (.map, "/mnt/c/=C:/;/x=y"), (.json, "on"), (.confirmPaste, "on"), (.color, "never"),
            (.prompt, "%h 100%% %?>"),
        ]
        #expect(Set(values.map(\.0)) == Set(Setting.allCases))
        let text = "# ours\n\n" + values.map { "\($0.0.rawValue) =\t\($0.1)  " }.joined(separator: "\n")
        for ends in [text, text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")] {
            let settings = try Self.settings(config: ends)
            for (setting, value) in values { #expect(setting.text(in: settings) == value) }
        }
    }

    @Test(arguments: [
        ([String](), "30s", "5m"), (["--timeout", "7s"], "7s", "7s"), (["--timeout", "10m"], "10m", "10m"),
    ])
    func `imports have more time, unless a time is chosen`(flags: [String], time: String, importTime: String) throws {
        let settings = try Self.settings(flags: flags)
        #expect(Setting.timeout.text(in: settings) == time)
        #expect(Setting.importTimeout.text(in: settings) == importTime)
        #expect(settings.sources[.importTimeout] == settings.sources[.timeout])
    }

    @Test func `each value has its source`() throws {
        let settings = try Self.settings(
            config: "series = left\njson = on",
            environment: ["IPCSH_TIMEOUT": "3s"],
            flags: ["--to", "winbox", "--keep-alive"]
        )
        #expect(settings.sources[.series]?.text.hasSuffix("/ipcsh/config") == true)
        #expect(settings.sources[.timeout]?.text == "environment: IPCSH_TIMEOUT")
        #expect(settings.sources[.to]?.text == "option --to")
        #expect(settings.sources[.keepAlive]?.text == "option --keep-alive")
        #expect(settings.sources[.color] == nil)
    }

    @Test func `the environment has the time and the maps, too`() throws {
        let settings = try Self.settings(
            config: "timeout = 1s\nmap = /a=/b",
            environment: ["IPCSH_TIMEOUT": "3s", "IPCSH_MAP": "/c=/d"]
        )
        #expect(settings.policy.timeout == .seconds(3))
        #expect(settings.maps.map(\.text) == ["/c=/d"])
        let flagged = try Self.settings(
            environment: ["IPCSH_TIMEOUT": "3s", "IPCSH_MAP": "/c=/d"],
            flags: ["--timeout", "4s", "--map", "/e=/f", "--map", "/g=/h"]
        )
        #expect(flagged.policy.timeout == .seconds(4))
        #expect(flagged.maps.map(\.text) == ["/e=/f", "/g=/h"])
    }

    @Test(arguments: [
        ("tp = x", ":1: no setting is named 'tp'; did you mean 'to'?"),
        ("\nserie=x", ":2: no setting is named 'serie'; did you mean 'series'?"),
        ("# c\r\n\r\nseries", ":3: a line is NAME = VALUE"),
        ("timeout = never", ":1: timeout: 'never' is not a time: 5s, 250ms, 2m"),
        ("color = red", ":1: color: 'red' is not auto, always or never"),
        ("json = maybe", ":1: json: 'maybe' is not on or off"),
        ("import-mode = x", ":1: import-mode: 'x' is not clipboard or new_stage"),
        ("map = /a", ":1: map: '/a' is not LOCAL=REMOTE"),
    ])
    func `a mistake in the file is told with its line`(text: String, message: String) throws {
        let failure = #expect(throws: Failure.self) { try Self.settings(config: text) }
        #expect(failure?.status == .usage)
        #expect(failure?.message.hasSuffix("/ipcsh/config" + message) == true, "\(failure?.message ?? "")")
        #expect(failure?.isPlaced == true)
    }

    @Test(arguments: [
        (["IPCSH_TIMEOUT": "x"], "IPCSH_TIMEOUT: timeout: 'x' is not a time: 5s, 250ms, 2m"),
        (["IPCSH_MAP": "x"], "IPCSH_MAP: map: 'x' is not LOCAL=REMOTE"),
    ])
    func `a mistake in the environment is told with the variable`(environment: [String: String], message: String) {
        #expect(throws: Failure(.usage, message)) { try Self.settings(environment: environment) }
    }

    @Test(
        arguments: [
            (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/ipcsh/history"),
            (["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/ipcsh/history"),
            (["HOME": "/h"], "/h/.local/state/ipcsh/history"),
            (["HOME": ""], nil),
            ([:], nil),
        ] as [([String: String], String?)]
    )
    func `the history is in the state folder`(environment: [String: String], path: String?) {
        #expect(Configuration.historyPath(environment: environment) == path)
    }
}
