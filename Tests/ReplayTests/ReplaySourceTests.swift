import Replay
import Sessions
import TestSupport
import Testing

@Suite struct ReplaySourceTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func file(_ name: String, _ lines: [String], torn: String = "") throws -> String {
        let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#
        return try directory.write(name, ([header] + lines).map { $0 + "\n" }.joined() + torn)
    }

    private static func line(_ number: Int, gap: Double = 0) -> String {
        #"{"n":\#(number),"request":"r\#(number)","response":"O.k.","gap":\#(gap),"ms":1}"#
    }

    private func steps(_ source: ReplaySource) throws -> [ReplayStep] {
        var steps: [ReplayStep] = []
        while let step = try source.next() {
            steps.append(step)
            try #require(steps.count < 100)
        }
        return steps
    }

    @Test("Files follow each other, as often as asked for, with the lines that they stand in")
    func loops() throws {
        let files = [try file("a", [Self.line(1), "# note", Self.line(2)]), try file("b", [Self.line(1)])]
        let steps = try steps(ReplaySource(files, loops: 2))
        #expect(steps.map(\.recorded.number) == [1, 2, 1, 1, 2, 1])
        #expect(steps.map(\.file) == [0, 0, 1, 0, 0, 1])
        #expect(steps.map(\.line) == [2, 4, 2, 2, 4, 2])
        #expect(steps.map(\.pass) == [0, 0, 0, 1, 1, 1])
    }

    @Test("When nothing is selected, even an endless replay ends")
    func empty() throws {
        var selection = Selection()
        selection.numbers = [7...7]
        let source = ReplaySource([try file("a", [Self.line(1)])], selection: selection, loops: nil)
        #expect(try steps(source).isEmpty)
    }

    @Test("The pace goes on from file to file, and leaves out what is not selected")
    func pace() throws {
        var selection = Selection()
        selection.numbers = [1...1, 3...3]
        let path = try file("a", [Self.line(1), Self.line(2, gap: 9), Self.line(3, gap: 1)])
        let source = ReplaySource(
            [path],
            selection: selection,
            pace: .recorded(speed: 1, maxGap: .infinity),
            loops: 2
        )
        #expect(try steps(source).map(\.due) == [.zero, .seconds(1), .seconds(1), .seconds(2)])
    }

    @Test("A torn line is told once, a bad one ends it")
    func trouble() throws {
        let torn = try file("a", [Self.line(1)], torn: #"{"n":2,"requ"#)
        let source = ReplaySource([torn], loops: 2)
        #expect(try steps(source).count == 2)
        #expect(source.notices == ["\(torn):3: the last line is torn; the session ends before it"])
        let bad = try file("b", [Self.line(1), "{}"])
        #expect(throws: ReplaySource.Failure.self) { try steps(ReplaySource([bad])) }
    }
}
