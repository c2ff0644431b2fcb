import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Options of `ipcsh mock` and `ipcsh proxy` that are refused before anything listens.
@Suite struct ServerOptionTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        try sandbox.write(
            "s.jsonl",
            """
            {"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}
            {"n":1,"request":{"a":1},"response":"one","gap":0,"ms":0}

            """
        )
        mkdir(sandbox.file("folder"), 0o700)
        symlink("../s.jsonl", sandbox.file("folder/link"))
        link(sandbox.file("s.jsonl"), sandbox.file("hard"))
    }

    @Test(arguments: ["s.jsonl", "./s.jsonl", "folder/../s.jsonl", "folder/link", "hard"])
    func `a session is not recorded into while it is served, whatever it is called`(name: String) throws {
        let before = try Sandbox.text(of: sandbox.file("s.jsonl"))
        for more in [[], ["--on-miss", "record:127.0.0.1:9"]] {
            let outcome = try sandbox.run(["mock", "--serve", "s.jsonl", "--record", name] + more)
            let reason = "\(name) is what --serve s.jsonl answers from; record into another file"
            #expect(outcome.errorLines == ["ipcsh: --record: \(reason)"])
            #expect(outcome.termination == .exit(2))
        }
        let shell = try sandbox.run(["-c", "mock start --serve s.jsonl --record \(name)"])
        #expect(shell.termination == .exit(2))
        #expect(try Sandbox.text(of: sandbox.file("s.jsonl")) == before)
    }

    @Test(arguments: [
        ["mock", "--serve", "s.jsonl", "--ready-file", "folder/link"],
        ["mock", "--record", "new.jsonl", "--ready-file", "folder/../new.jsonl"],
        ["proxy", "--to", "x", "--record", "new.jsonl", "--ready-file", "./new.jsonl"],
    ])
    func `no session is replaced by the ready-file`(words: [String]) throws {
        let outcome = try sandbox.run(words)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.error.hasPrefix("ipcsh: --ready-file: "))
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: [
        ("none", "none cannot be opened: no such file or directory"), ("s.jsonl", "s.jsonl is no folder"),
        ("", " cannot be opened: no such file or directory"),
    ])
    func `a root that is no folder is refused`(root: String, reason: String) throws {
        let outcome = try sandbox.run(["mock", "--files", "disk", "--root", root])
        #expect(outcome.errorLines == ["ipcsh: --root: \(reason)"])
        #expect(outcome.termination == .exit(2))
    }

    private static let numbers = ["0", "-1", "9223372036854775807", "9223372036854775808", "1e99", "x", ""]

    @Test(arguments: ["--max-connections", "--max-frame", "--idle-timeout", "--latency"], numbers)
    func `a number that makes no sense is refused`(option: String, number: String) throws {
        for front in [["mock"], ["proxy", "--to", "127.0.0.1:9"]] {
            let outcome = try sandbox.run(front + ["--listen", "127.0.0.1:0", option + "=" + number])
            #expect(outcome.errorLines.count == 1)
            #expect(outcome.error.contains(option))
            #expect(outcome.termination == .exit(2))
        }
    }

    @Test(arguments: [
        "--count=0", "--count=-1", "--count=9223372036854775808", "--seed=-1", "--seed=18446744073709551616",
        "--latency=lognormal:", "--latency=lognormal:1s,nan", "--latency=lognormal:1s,inf", "--latency=2h",
        "--latency=1ms..2h", "--latency=lognormal:2h,1", "--latency=2s..1s", "--fault=truncate:9223372036854775808",
        "--fault=truncate:-1", "--fault=slice:0,1s", "--fault=slice:1,1e9s", "--fault=slice:9223372036854775808,1s",
        "--fault=slice:1", "--fault=reset@n=", "--fault=reset@n=0", "--fault=reset@every=-1", "--fault=reset@p=nan",
        "--fault=reset@p=1.1", "--redact=x", "--redact=/(/=x",
    ])
    func `a value that makes no sense is refused`(option: String) throws {
        let outcome = try sandbox.run(["mock", "--listen", "127.0.0.1:0", option])
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.error.contains(option.prefix { $0 != "=" }))
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: ["close:1011", "no-close-frame", "late-pong", "fragment:2"])
    func `a fault of WebSocket is refused by a proxy for socket clients`(fault: String) throws {
        let outcome = try sandbox.run(["proxy", "--to", "ws://x", "--fault", fault])
        #expect(outcome.errorLines == ["ipcsh: --fault: \(fault) is for WebSocket clients: listen on ws://HOST:PORT"])
        #expect(outcome.termination == .exit(2))
    }

    @Test(
        arguments: [
            (["mock", "--listen", "127.0.0.1:0", "--fault"], "upstream:close", "is for a proxy"),
            (
                ["proxy", "--to", "x:1", "--fault"], "upstream:no-close",
                "what goes to the server can meet reset, close"
            ),
            (["proxy", "--to", "x:1", "--fault"], "upstream:fragment:2", "is for a WebSocket server"),
            (["proxy", "--to", "ws://x", "--fault"], "upstream:garbage", "a bridge asks its server whole requests"),
        ]
    )
    func `a fault that cannot happen there is refused`(arguments: [String], fault: String, words: String) throws {
        let outcome = try sandbox.run(arguments + [fault])
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.error.hasPrefix("ipcsh: --fault: "))
        #expect(outcome.error.contains(words))
        #expect(outcome.termination == .exit(2))
    }

    @Test(
        arguments: [
            (["--to", "x", "--messages", "2"], "for a bridge"),
            (["--to", "ws://x", "--listen", "ws://127.0.0.1:0", "--until", "x"], "for a bridge"),
            (["--to", "x", "--listen", "ws://127.0.0.1:0", "--until", "x"], "or --keep-alive"),
        ]
    )
    func `several messages for a request are for a bridge to a server that goes on`(
        arguments: [String],
        words: String
    ) throws {
        let outcome = try sandbox.run(["proxy"] + arguments)
        #expect(outcome.errorLines.count == 1)
        #expect(outcome.error.hasPrefix("ipcsh: --messages and --until are "))
        #expect(outcome.error.contains(words))
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: ["0", "1e9s", "x"])
    func `a time to connect that is none is refused`(time: String) throws {
        let outcome = try sandbox.run(["proxy", "--to", "x", "--connect-timeout", time])
        #expect(outcome.errorLines == ["ipcsh: --connect-timeout: '\(time)' is not a time: 5s, 250ms, 2m"])
        #expect(outcome.termination == .exit(2))
    }

    @Test(arguments: [
        ["--seed", "18446744073709551615", "--latency", "lognormal:1h,10"],
        ["--max-connections", "1048576", "--max-frame", "268435456", "--idle-timeout", "277777h"],
        ["--fault", "truncate:9223372036854775807"], ["--fault", "slice:9223372036854775807,277777h"],
        ["--fault", "reset@n=9223372036854775807@every=9223372036854775807@p=1e-300"],
    ])
    func `the largest numbers are taken`(options: [String]) throws {
        let (mock, endpoint) = try sandbox.startServer(["mock"] + options)
        // Some of them are for the answer, which is late then.
        _ = try sandbox.run(["image", "a.jpg", "--to", endpoint, "--timeout", "50ms", "--linger", "0"])
        mock.send(SIGTERM)
        let outcome = try mock.wait()
        #expect(outcome.termination == .exit(0), "\(outcome.error)")
    }
}
