import IPCFraming
import Platform
import TestSupport
import Testing
import Texts

@testable import Operations

@Suite struct EndpointProfileTests {
    private static let config = """
        timeout = 7s
        series = all
        [ws://winbox:40010]   # theirs
        error-pattern = "^ERROR:"
        timeout = 10m
        keep-going = on
        [localhost:7000]
        series = local
        """

    private static func settings(_ config: String = config, _ environment: Environment = [:]) throws -> Settings {
        try TemporaryDirectory.with { folder in
            try folder.write("ipcsh/config", config)
            var environment = environment
            environment["XDG_CONFIG_HOME"] = folder.path
            let configuration = Configuration(environment: environment)
            if let failure = configuration.failure { throw failure }
            var settings = Settings()
            configuration.apply(to: &settings)
            return settings
        }
    }

    private static func values(_ settings: Settings) -> [String] {
        [.timeout, .series, .errorPattern, .keepGoing].map { (setting: Setting) in setting.text(in: settings) }
    }

    @Test func `a section holds while its server is the one that is asked`() throws {
        var settings = try Self.settings()
        #expect(Self.values(settings) == ["7s", "local", "", "off"])
        try Setting.to.set("ws://winbox/path?apikey=1", in: &settings, from: .command("connect"))
        #expect(Self.values(settings) == ["10m", "all", "^ERROR:", "on"])
        #expect(settings.sources[.timeout]?.text.hasSuffix("config [ws://winbox:40010]") == true)
        #expect(Setting.importTimeout.text(in: settings) == "10m")
        try Setting.to.set("ws://winbox:40011", in: &settings)
        #expect(Self.values(settings) == ["7s", "all", "", "off"])
        settings.endpoint = nil
        #expect(Self.values(settings) == ["7s", "all", "", "off"])
        #expect(Setting.importTimeout.text(in: settings) == "7s")
    }

    @Test func `what an option, the environment or a command has chosen stays`() throws {
        var settings = try Self.settings(Self.config, ["IPCSH_TIMEOUT": "1s"])
        try Setting.series.set("typed", in: &settings, from: .command("set"))
        try Setting.keepGoing.set("off", in: &settings, from: .option("--keep-going"))
        for endpoint in ["ws://winbox", "localhost:7000"] {
            try Setting.to.set(endpoint, in: &settings)
            #expect(Self.values(settings).prefix(2) == ["1s", "typed"])
            #expect(!settings.keepsGoing)
        }
    }

    @Test(
        arguments: [
            ("[ws://a", "config:1: a section is [ENDPOINT], such as [ws://winbox:40010]"),
            ("[]", "config:1: a section is [ENDPOINT], such as [ws://winbox:40010]"),
            ("[wss://a]\nseries = x", "config:1: "), ("[a:1]\nto = b:2", "config:2: 'to' cannot stand in a section"),
            ("[a:1]\nerror-pattern = (", "config:2: error-pattern: '(' is no regular expression"),
        ]
    )
    func `what is wrong with a section is told with its line`(config: String, message: String) {
        let failure = #expect(throws: Failure.self) { try Self.settings(config) }
        #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
    }
}
