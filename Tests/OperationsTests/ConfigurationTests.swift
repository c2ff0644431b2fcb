import Foundation
import Platform
import TestSupport
import Testing
import Texts

@testable import Operations

@Suite struct ConfigurationTests {
    private static func configuration(
        _ config: String? = nil,
        environment: Environment = [:]
    ) throws -> Configuration {
        try TemporaryDirectory.with { folder in
            if let config { try folder.write("ipcsh/config", config) }
            var environment = environment
            environment["XDG_CONFIG_HOME"] = folder.path
            return Configuration(environment: environment)
        }
    }

    @Test func `every setting can stand in the configuration file`() throws {
        let values: [(Setting, String)] = [
            (.to, "unix:/run/x.sock"), (.series, "left = right"), (.focalLength, "12.35"), (.importMode, "new_stage"),
            (.timeout, "250ms"), (.importTimeout, "10m"), (.connectTimeout, "2m"), (.linger, "0s"), (.keepAlive, "on"),
            (.deflate, "on"), (.resend, "off"), (.keepGoing, "on"),
            (.map, "/mnt/c/=C:/;/x=y"), (.okPattern, "^done"), (.errorPattern, "^ERR|#1"),
            (.json, "on"), (.confirmPaste, "on"), (.color, "never"),
            (.prompt, "%h 100%% %?>"), (.commands, "/c/a.ipcsh;/c/b.ipcsh"),
        ]
        #expect(Set(values.map(\.0)) == Set(Setting.allCases))
        let text = "# ours\n\n" + values.map { "\($0.0.rawValue) =\t\($0.1)  " }.joined(separator: "\n")
        for ends in [text, text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")] {
            let configuration = try Self.configuration(ends)
            #expect(configuration.failure == nil)
            var settings = Settings()
            configuration.apply(to: &settings)
            for (setting, value) in values { #expect(setting.text(in: settings) == value) }
        }
    }

    @Test(
        arguments: [
            ("left", "left"), ("left # ours", "left"), ("left\t# ours", "left"), ("left#1", "left#1"),
            ("#1", "#1"), ("it's", "it's"), ("\"left right\"", "left right"), ("'left' # ours", "left"),
            ("\" # \"", " # "), ("'a \"b\"'", "a \"b\""), ("\"it's\"", "it's"), ("''", ""), ("\"\"   ", ""),
            ("\"C:\\scans\\\"", "C:\\scans\\"), ("größe  # \"x\"", "größe"), ("a = b", "a = b"),
        ]
    )
    func `a value may stand in quotes, and a comment behind it`(written: String, value: String) throws {
        for line in ["series=\(written)", "  series  =  \(written)  "] where !(line.hasPrefix(" ") && written == "#1") {
            let configuration = try Self.configuration(line)
            #expect(configuration.failure == nil)
            var settings = Settings()
            configuration.apply(to: &settings)
            #expect(settings.series == value, "\(line)")
        }
    }

    @Test func `all that is wrong is told at once, and the rest still holds`() throws {
        let text = "tp = x\nseries = left\ncolor red\njson = maybe\n"
        let configuration = try Self.configuration(text, environment: ["IPCSH_TIMEOUT": "x", "IPCSH_TO": "env:1"])
        let failure = try #require(configuration.failure)
        #expect(failure.status == .usage)
        #expect(failure.isPlaced)
        let lines = failure.message.split(separator: "\n").map { $0.split(separator: "/").last ?? "" }
        #expect(
            lines == [
                "config:1: no setting is named 'tp'; did you mean 'to'?", "config:3: a line is NAME = VALUE",
                "config:4: json: 'maybe' is not on or off",
                "ipcsh: IPCSH_TIMEOUT: timeout: 'x' is not a time: 5s, 250ms, 2m",
            ]
        )
        var settings = Settings()
        configuration.apply(to: &settings)
        #expect(settings.series == "left")
        #expect(settings.sources[.series]?.text.hasSuffix("/ipcsh/config") == true)
        #expect(Setting.to.text(in: settings) == "env:1")
    }

    @Test func `a file that cannot be read is told`() throws {
        let failure = try TemporaryDirectory.with { folder in
            try folder.write("ipcsh/config/x", "")
            return Configuration(environment: ["XDG_CONFIG_HOME": folder.path]).failure
        }
        #expect(failure?.status == .usage)
        #expect(failure?.message.contains("/ipcsh/config") == true)
    }

    @Test(arguments: [
        ("tp = x", ":1: no setting is named 'tp'; did you mean 'to'?"),
        ("\nserie=x", ":2: no setting is named 'serie'; did you mean 'series'?"),
        ("# c\r\n\r\nseries", ":3: a line is NAME = VALUE"),
        ("timeout = never", ":1: timeout: 'never' is not a time: 5s, 250ms, 2m"),
        ("timeout = 0", ":1: timeout: '0' is not a time: 5s, 250ms, 2m"),
        ("connect-timeout = -1s", ":1: connect-timeout: '-1s' is not a time: 5s, 250ms, 2m, or 0"),
        ("color = red", ":1: color: 'red' is not auto, always or never"),
        ("json = maybe", ":1: json: 'maybe' is not on or off"),
        ("import-mode = x", ":1: import-mode: 'x' is not clipboard or new_stage"),
        ("map = /a", ":1: map: '/a' is not LOCAL=REMOTE"),
        ("= x", ":1: a line is NAME = VALUE"),
        ("to =", ":1: a line is NAME = VALUE"),
        ("to = # comment", ":1: a line is NAME = VALUE"),
        ("to = \"a:1", ":1: the value has no closing \""),
        ("series = 'it's'", ":1: behind the closing ' only a blank and a # comment can follow"),
        ("series = 'a'# b", ":1: behind the closing ' only a blank and a # comment can follow"),
    ])
    func `a mistake in the file is told with its line`(text: String, message: String) throws {
        let failure = try Self.configuration(text).failure
        #expect(failure?.status == .usage)
        #expect(failure?.message.hasSuffix("/ipcsh/config" + message) == true, "\(failure?.message ?? "")")
        #expect(failure?.isPlaced == true)
    }

    @Test(
        arguments: [
            (["IPCSH_TIMEOUT": "x"], "IPCSH_TIMEOUT: timeout: 'x' is not a time: 5s, 250ms, 2m"),
            (["IPCSH_MAP": "x"], "IPCSH_MAP: map: 'x' is not LOCAL=REMOTE"),
        ] as [(Environment, String)]
    )
    func `a mistake in the environment is told with the variable`(environment: Environment, message: String) throws {
        #expect(try Self.configuration(environment: environment).failure == Failure(.usage, message))
    }

    /// The user's folder as the password file has it.
    private static let home = NSHomeDirectoryForUser(NSUserName()) ?? ""

    @Test(
        arguments: [
            (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/ipcsh/history"),
            (["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/ipcsh/history"),
            (["XDG_STATE_HOME": "s", "HOME": "/h"], "/h/.local/state/ipcsh/history"),
            (["XDG_STATE_HOME": "./s"], home + "/.local/state/ipcsh/history"),
            (["HOME": "/h"], "/h/.local/state/ipcsh/history"),
            (["HOME": ""], home + "/.local/state/ipcsh/history"),
            ([:], home + "/.local/state/ipcsh/history"),
        ] as [(Environment, String)]
    )
    func `the history is in the state folder`(environment: Environment, path: String) {
        #expect(Configuration.historyPath(environment: environment) == path)
    }

    @Test(
        arguments: [
            (["XDG_CONFIG_HOME": "/c", "HOME": "/h"], "/c/ipcsh/rc"),
            (["XDG_CONFIG_HOME": "c", "HOME": "/h"], "/h/.config/ipcsh/rc"), ([:], home + "/.config/ipcsh/rc"),
        ] as [(Environment, String)]
    )
    func `the rc file is in the configuration folder`(environment: Environment, path: String) {
        #expect(Configuration.path("rc", environment: environment) == path)
    }
}
