import Platform
import TestSupport
import Testing

@Suite struct ChildProcessTests {
    @Test(
        "The exit status is the program's, or 128 and the signal",
        arguments: [("exit 0", 0), ("exit 7", 7), ("kill -KILL $$", 128 + SIGKILL), ("kill -PIPE $$", 128 + SIGPIPE)]
    )
    func status(command: String, status: Int32) throws {
        #expect(try ChildProcess(["sh", "-c", command]).wait {} == status)
    }

    @Test func `it reads what it is given`() throws {
        let pipe = try Pipe(blocks: true)
        try Descriptor.write(Array("word\n".utf8), to: pipe.writing.number)
        let given = try ChildProcess(
            ["/bin/sh", "-c", #"read -r word; test "$word" = word"#],
            input: .descriptor(pipe.reading.number)
        )
        #expect(given.wait {} == 0)
        #expect(try ChildProcess(["/bin/sh", "-c", "read -r word"], input: .empty).wait {} == 1)
    }

    @Test func `a program that is not there is the system's error`() {
        #expect(throws: Platform.SystemError(code: ENOENT)) { _ = try ChildProcess(["/nowhere/program"]) }
        #expect(throws: Platform.SystemError(code: ENOENT)) { _ = try ChildProcess([]) }
    }

    @Test func `a signal ends it`() throws {
        let pipe = try Pipe(blocks: true)
        let child = try ChildProcess(["/bin/sh", "-c", "read -r word"], input: .descriptor(pipe.reading.number))
        child.send(SIGKILL)
        #expect(child.wait {} == 128 + SIGKILL)
    }

    /// Signals are the whole process's: this one is used by no other test.
    @Test func `what is ignored is ignored until it is put back`() {
        let restore = SignalAction.ignore([SIGUSR2])
        raise(SIGUSR2)
        var action = sigaction()
        sigaction(SIGUSR2, nil, &action)
        restore()
        var after = sigaction()
        sigaction(SIGUSR2, nil, &after)
        func handler(_ action: sigaction) -> UInt {
            withUnsafeBytes(of: action) { $0.load(as: UInt.self) }
        }
        #expect(handler(action) == 1)
        #expect(handler(after) == 0)
    }
}
