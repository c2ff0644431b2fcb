import TestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A home, a working folder and an environment of its own for the program under test.
final class Sandbox {
    private let directory: TemporaryDirectory
    /// Where the program starts.
    let work: String
    let home: String
    var environment: [String: String]
    let program: String

    init() throws {
        directory = try TemporaryDirectory()
        program = try BuiltProduct.path()
        work = directory.file("work")
        home = directory.file("home")
        environment = ["HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        // A sanitizer in the program heeds what `.ci/sanitize` says: else its search for leaks changes each exit status.
        for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] { environment[name] = getenv(name).map { String(cString: $0) } }
        for folder in [work, home] { mkdir(folder, 0o700) }
    }

    /// The path of a file in the working folder.
    func file(_ name: String) -> String { "\(work)/\(name)" }

    /// Runs the program to its end.
    func run(
        _ arguments: [String],
        input: Subprocess.Input = .none,
        typing text: String = "",
        environment more: [String: String] = [:]
    ) throws -> Subprocess.Outcome {
        try Subprocess.run(
            program,
            arguments,
            environment: environment.merging(more) { $1 },
            directory: work,
            input: input,
            typing: text
        )
    }

    /// Starts the program.
    func start(_ arguments: [String], input: Subprocess.Input = .none) throws -> Subprocess {
        try Subprocess(program, arguments, environment: environment, directory: work, input: input)
    }

    /// Starts the program on a terminal.
    func startOnTerminal(_ arguments: [String] = [], columns: Int = 120) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns)
        let environment = environment.merging(["TERM": "xterm"]) { given, _ in given }
        try terminal.spawn(program, arguments, environment: environment, directory: work)
        return terminal
    }

    /// Writes a file in the working folder, and returns its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try directory.write("work/\(name)", text)
    }

    /// The lines of a file, without the empty ones.
    func lines(of path: String) throws -> [String] {
        try Self.text(of: path).split(separator: "\n").map(String.init)
    }

    /// The text of a file.
    static func text(of path: String) throws -> String {
        guard let stream = fopen(path, "r") else { throw SystemError("fopen \(path)") }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The names in a folder, sorted; none when there is no such folder.
    func names(in path: String) -> [String] {
        TemporaryDirectory.names(in: path)
    }

    /// The permissions of a file.
    func mode(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    /// The folder of sessions that the repository comes with.
    static var examples: String { "\(repository)/sessions" }

    /// Copies them, without what was recorded there when somebody tried the program.
    func copyExamples(to name: String) throws {
        for file in names(in: Self.examples) where !file.hasPrefix("2") {
            try write("\(name)/\(file)", Self.text(of: "\(Self.examples)/\(file)"))
        }
    }

    static var repository: String {
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    }
}

extension ScriptedServer {
    /// A server that gives the same response to every request.
    static func answering(_ response: String, then action: Ending = .close) throws -> ScriptedServer {
        try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.send(response)
            if action == .hold { try connection.hold() }
        }
    }

    /// What follows a response.
    enum Ending {
        case close, hold
    }

    /// A server that takes requests and says nothing.
    static func silent() throws -> ScriptedServer {
        try ScriptedServer { connection in
            try connection.receiveRequest()
            try connection.hold()
        }
    }
}
