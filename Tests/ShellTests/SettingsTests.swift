import CommandSpec
import Commands
import IPCClient
import Operations
import Platform
import TestSupport
import Testing
import Texts

@testable import Commands
@testable import Shell

@Suite struct SettingsTests {
    private static func settings(
        config: String? = nil,
        environment: Environment = [:],
        flags: [String] = []
    ) throws -> Settings {
        try TemporaryDirectory.with { folder in
            if let config { try folder.write("ipcsh/config", config) }
            var settings = Settings()
            var environment = environment
            environment["XDG_CONFIG_HOME"] = folder.path
            Configuration(environment: environment).apply(to: &settings)
            guard case .arguments(let arguments) = try ImageCommand.specification.parse(["a.jpg"] + flags) else {
                return settings
            }
            try SharedOptions.apply(arguments, to: &settings)
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
}
