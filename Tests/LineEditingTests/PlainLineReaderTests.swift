import Glibc
import TestSupport
import Testing

@testable import LineEditing

@Suite struct PlainLineReaderTests {
    /// The results of reading everything from a file with these bytes.
    private func results(_ bytes: [UInt8]) throws -> [ReadResult] {
        let directory = try TemporaryDirectory()
        try TestFile.write(bytes, to: directory.file("input"))
        let input = open(directory.file("input"), O_RDONLY | O_CLOEXEC)
        defer { close(input) }
        let editor = LineEditor(
            input: input,
            output: STDOUT_FILENO,
            error: STDERR_FILENO,
            programName: "test",
            history: History(path: nil)
        )
        var results: [ReadResult] = []
        repeat { results.append(editor.readLine(prompt: Prompt("never shown"))) } while results.last != .endOfInput
        return results
    }

    @Test(
        arguments: [
            ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]), ("a\r\n", ["a\r"]),
            ("\0\n", ["\0"]),
        ] as [(String, [String])]
    )
    func `lines end with a line feed or the input`(text: String, lines: [String]) throws {
        #expect(try results(Array(text.utf8)) == lines.map { .line($0) } + [.endOfInput])
    }

    @Test func `a line that is not UTF-8 is refused, and the next one read`() throws {
        #expect(try results([0x61, 0xFF, 0x0A, 0x62]) == [.invalid, .line("b"), .endOfInput])
    }

    @Test(arguments: [65535, 65536, 65537, PlainLineReader.lineLimit])
    func `a line may be as long as the limit`(count: Int) throws {
        let line = [UInt8](repeating: 0x61, count: count)
        let results = try results(line + [0x0A, 0x62])
        #expect(results.count == 3)
        #expect(results.first == .line(String(decoding: line, as: UTF8.self)))
        #expect(results.dropFirst().first == .line("b"))
    }

    @Test(arguments: ["\nb\n", "aaaaaaa\nb\n"])
    func `a longer line fails, and the next one is read`(rest: String) throws {
        let line = [UInt8](repeating: 0x61, count: PlainLineReader.lineLimit + 1)
        #expect(try results(line + Array(rest.utf8)) == [.failed(EMSGSIZE), .line("b"), .endOfInput])
    }

    @Test func `the waker interrupts waiting on a pipe`() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        let waker = EditorWaker()
        var reader = PlainLineReader(input: ends[0], waker: waker)
        waker.wake()
        #expect(reader.readLine { true } == .interrupted)
        _ = write(ends[1], "ab\n", 3)
        waker.wake()
        #expect(reader.readLine { false } == .line("ab"))
    }

    @Test func `what comes behind the end of the input is read when asked again`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("input")
        try TestFile.write(Array("a".utf8), to: path)
        let input = open(path, O_RDWR | O_CLOEXEC)
        defer { close(input) }
        var reader = PlainLineReader(input: input, waker: EditorWaker())
        #expect(reader.readLine { false } == .line("a"))
        #expect(pwrite(input, "b\n", 2, 1) == 2)
        #expect(reader.readLine { false } == .line("b"))
        #expect(reader.readLine { false } == .endOfInput)
        #expect(pwrite(input, "c\n", 2, 3) == 2)
        #expect(reader.readLine { false } == .line("c"))
    }

    @Test func `a closed descriptor fails`() {
        var reader = PlainLineReader(input: 1 << 20, waker: EditorWaker())
        guard case .failed = reader.readLine(shouldInterrupt: { false }) else {
            Issue.record("reading succeeded")
            return
        }
    }
}
