import Foundation
import Operations
import Platform
import TestSupport
import Testing

@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A bar on the terminal that stderr is.
@Suite struct ConsoleProgressTests {
    private let terminal: PseudoTerminal
    private let environment: Environment = ["TERM": "xterm"]

    init() throws {
        terminal = try PseudoTerminal(columns: 60)
    }

    private func observer(_ console: Console) -> ConsoleObserver { ConsoleObserver(console, cancellation: nil) }

    @Test func `whatever is put out takes it away first`() throws {
        let console = Console(output: terminal.device, error: terminal.device, environment: environment)
        let observer = observer(console)
        let steps: [(text: String, put: () -> Void)] = [
            ("out", { console.line("out") }), ("notice", { console.notice("notice") }),
            ("failure", { console.diagnostic("failure") }), ("response", { console.response(Array("response".utf8)) }),
        ]
        for step in steps {
            observer.progress(Progress(total: 3, item: "a.jpg"))
            step.put()
            observer.progress(nil)
        }
        observer.progress(Progress(total: 3, item: "a.jpg"))
        observer.progress(nil)
        console.line("end")
        try terminal.expect("end\r\n")
        #expect(terminal.screenText.split(separator: "\n").map(String.init) == steps.map(\.text) + ["end"])
        #expect(terminal.output.components(separatedBy: "0/3").count == 6)
    }

    @Test func `it is not drawn more often than a person can read`() throws {
        let console = Console(output: terminal.device, error: terminal.device, environment: environment)
        let observer = observer(console)
        for done in 0..<3 { observer.progress(Progress(done: done, total: 3)) }
        console.line("end")
        try terminal.expect("end\r\n")
        #expect(terminal.output.contains("0/3"))
        // A machine that takes so long between two calls has time for another bar.
        #expect(terminal.output.components(separatedBy: "\r\u{1B}[K[").count <= 3)
    }

    @Test func `it does not stand on a terminal where another program puts our output`() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError("pipe") }
        defer { for end in ends { close(end) } }
        let console = Console(output: ends[1], error: terminal.device, environment: environment)
        let observer = observer(console)
        // Whoever reads it may write at any time.
        #expect(!observer.showsProgress)
        observer.progress(Progress(total: 3, item: "a.jpg"))
        console.line("out")
        console.notice("end")
        try terminal.expect("end\r\n")
        #expect(terminal.screenText.split(separator: "\n") == ["end"])
    }

    @Test func `a file as output does not hinder it`() throws {
        let file = try #require(FileHandle(forWritingAtPath: "/dev/null"))
        let console = Console(output: file.fileDescriptor, error: terminal.device, environment: environment)
        console.line("out")
        #expect(observer(console).showsProgress)
    }
}
