import Glibc
import TestSupport
import Testing

@testable import LineEditing

@Suite struct HistoryTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private var path: String { directory.file("state/ipcsh/history") }

    private func texts(_ history: History) -> [String] {
        history.entries.map(\.text)
    }

    @Test func `lines are there again in the next shell`() throws {
        let history = History(path: path)
        ["image a.jpg", "status"].forEach(history.add)
        #expect(history.warning == nil)
        #expect(try TestFile.read(path) == "image a.jpg\nstatus\n")
        #expect(texts(History(path: path)) == ["image a.jpg", "status"])
    }

    @Test(
        arguments: [
            "raw {\n\t\"a\": 1\n}", #"image C:\new\table.jpg"#, #"\"#, #"\\n"#, "größe 日本 \u{1F600}", "a\rb", "a ",
            "\u{1B}[31m",
        ]
    )
    func `any line survives the file`(line: String) throws {
        History(path: path).add(line)
        #expect(try TestFile.read(path).filter { $0 == "\n" }.count == 1)
        #expect(texts(History(path: path)) == [line])
    }

    @Test func `the file and its folders are the user's only`() throws {
        History(path: path).add("a")
        #expect(try TestFile.mode(path) == 0o600)
        #expect(try TestFile.mode(directory.file("state")) == 0o700)
        #expect(try TestFile.mode(directory.file("state/ipcsh")) == 0o700)
    }

    @Test func `a file that others may read is closed to them`() throws {
        let path = directory.file("history")
        try TestFile.write("a\n", to: path)
        chmod(path, 0o644)
        _ = History(path: path)
        #expect(try TestFile.mode(path) == 0o600)
    }

    @Test(arguments: ["", "\0", " ", " status", "\t", "\n", String(repeating: "a", count: History.entryLimit + 1)])
    func `blank, hidden and huge lines are left out`(line: String) throws {
        let history = History(path: path)
        history.add(line)
        #expect(history.entries.isEmpty)
        #expect(access(path, F_OK) != 0)
    }

    @Test func `a line entered again moves to the end`() throws {
        let history = History(path: path)
        ["a", "b", "a", "a"].forEach(history.add)
        #expect(texts(history) == ["b", "a"])
        #expect(history.entries.map(\.number) == [2, 3])
        #expect(try TestFile.read(path) == "a\nb\na\n")
        #expect(texts(History(path: path)) == ["b", "a"])
    }

    @Test func `only the newest lines are kept`() {
        let history = History(path: path, limit: 3)
        for number in 1...5 { history.add("\(number)") }
        #expect(texts(history) == ["3", "4", "5"])
        #expect(texts(History(path: path, limit: 3)) == ["3", "4", "5"])
    }

    @Test func `the file is cut down when it has grown by half`() throws {
        let history = History(path: path, limit: 10)
        for number in 1...15 { history.add("\(number)") }
        #expect(try TestFile.read(path).split(separator: "\n").count == 15)
        history.add("16")
        #expect(try TestFile.read(path) == (7...16).map { "\($0)\n" }.joined())
        #expect(try TestFile.mode(path) == 0o600)
    }

    @Test func `a file that is too long is cut down at the start`() throws {
        let path = directory.file("history")
        try TestFile.write((1...40).map { "\($0 % 20)\n" }.joined(), to: path)
        #expect(texts(History(path: path, limit: 10)) == [11, 12, 13, 14, 15, 16, 17, 18, 19, 0].map { "\($0)" })
        #expect(try TestFile.read(path).split(separator: "\n").count == 10)
    }

    @Test func `a link to the file stays a link`() throws {
        let (target, link) = (directory.file("target"), directory.file("link"))
        try TestFile.write((1...40).map { "\($0)\n" }.joined(), to: target)
        #expect(symlink(target, link) == 0)
        History(path: link, limit: 10).add("a")
        var status = stat()
        #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(try TestFile.read(target).hasSuffix("\n40\na\n"))
    }

    @Test func `shells at the same time lose nothing`() async throws {
        let path = path
        await withTaskGroup(of: Void.self) { group in
            for shell in 0..<4 {
                group.addTask {
                    let history = History(path: path, limit: 1000)
                    for line in 0..<200 { history.add("shell \(shell) line \(line)") }
                }
            }
        }
        let texts = texts(History(path: path, limit: 1000))
        #expect(texts.count == 800)
        for shell in 0..<4 {
            let own = texts.filter { $0.hasPrefix("shell \(shell) ") }
            #expect(own == (0..<200).map { "shell \(shell) line \($0)" })
        }
    }

    @Test func `shells at the same time may cut the file down`() async throws {
        let path = path
        await withTaskGroup(of: Void.self) { group in
            for shell in 0..<4 {
                group.addTask {
                    let history = History(path: path, limit: 20)
                    for line in 0..<200 { history.add("shell \(shell) line \(line)") }
                    #expect(history.warning == nil)
                }
            }
        }
        let texts = texts(History(path: path, limit: 20))
        #expect(texts.count == 20)
        #expect(texts.allSatisfy { $0.hasPrefix("shell ") })
    }

    @Test(
        arguments: [
            ([], []),
            ([0x0A, 0x0A, 0x61, 0x0A], ["a"]),
            ([0xFF, 0xFE, 0x0A, 0x61], ["a"]),
            ([0x61, 0x00, 0x62, 0x0A, 0x00, 0x0A], ["ab"]),
            ([0x61, 0x5C, 0x0A, 0x5C, 0x71, 0x0A], ["a\\", "\\q"]),
        ] as [([UInt8], [String])]
    )
    func `a damaged file gives what can be read`(bytes: [UInt8], lines: [String]) throws {
        let path = directory.file("history")
        try TestFile.write(bytes, to: path)
        let history = History(path: path)
        #expect(texts(history) == lines)
        #expect(history.warning == nil)
    }

    @Test func `a line without an end is not continued`() throws {
        let path = directory.file("history")
        try TestFile.write("torn", to: path)
        History(path: path).add("next")
        #expect(try TestFile.read(path) == "torn\nnext\n")
    }

    @Test func `a huge line is left out`() throws {
        let path = directory.file("history")
        try TestFile.write([0x61, 0x0A] + [UInt8](repeating: 0x62, count: 100 << 20) + [0x0A, 0x63, 0x0A], to: path)
        #expect(texts(History(path: path)) == ["c"])
    }

    @Test func `a folder in the file's place is reported once, and lines stay in memory`() {
        let history = History(path: directory.path)
        #expect(
            history.warning
                == "cannot read the history file \(directory.path): Is a directory; new lines are kept in memory only"
        )
        history.add("a")
        #expect(texts(history) == ["a"])
    }

    @Test func `a path that cannot be made is reported at the first line`() throws {
        try TestFile.write("", to: directory.file("file"))
        let history = History(path: directory.file("file/history"))
        history.add("a")
        #expect(history.warning?.contains("Not a directory") == true)
        #expect(texts(history) == ["a"])
    }

    @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
    func `a file in a folder that cannot be written is read all the same`() throws {
        let path = directory.file("history")
        try TestFile.write((1...40).map { "\($0)\n" }.joined(), to: path)
        chmod(directory.path, 0o500)
        defer { chmod(directory.path, 0o700) }
        let history = History(path: path, limit: 10)
        #expect(texts(history).last == "40")
        #expect(history.warning?.hasPrefix("cannot compact the history file ") == true)
    }

    @Test func `a pipe in the file's place does not block`() {
        let path = directory.file("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        #expect(History(path: path).warning != nil)
    }

    @Test func `the null device keeps nothing without a warning`() {
        let history = History(path: "/dev/null")
        history.add("a")
        #expect(history.warning == nil)
        #expect(texts(history) == ["a"])
    }
}
