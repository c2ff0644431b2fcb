import Glibc
import IPCFraming
import Sessions
import TestSupport

/// A session file in a folder of its own, with what tests do with it.
struct SessionFile {
    static let header = #"{"ipcsh":1,"created":"c","tool":"t","via":"shell","to":"localhost:7000","mode":"one-shot"}"#

    let directory: TemporaryDirectory
    let path: String

    init(_ name: String = "session.jsonl") throws {
        directory = try TemporaryDirectory()
        path = directory.file(name)
    }

    /// A file with a header and these lines, each with LF.
    init(lines: [String]) throws {
        try self.init()
        try write(([Self.header] + lines).map { $0 + "\n" }.joined())
    }

    func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    func write(_ bytes: [UInt8]) throws { try Self.write(bytes, to: path) }

    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "w") else { throw SystemError("open \(path)") }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw SystemError("write \(path)") }
    }

    func text() throws -> String {
        String(decoding: try Self.bytes(of: path), as: UTF8.self)
    }

    func lines() throws -> [String] { try Self.lines(of: path) }

    static func lines(of path: String) throws -> [String] {
        String(decoding: try bytes(of: path), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func writer() throws -> SessionWriter {
        try SessionWriter(path: path, header: Self.newHeader)
    }

    /// All exchanges, and the number of a torn line.
    func read() throws -> (exchanges: [RecordedExchange], tornLine: Int?, isClosed: Bool) {
        try Self.read(path)
    }

    static var newHeader: SessionHeader {
        SessionHeader(created: "c", tool: "t", via: "shell", to: "localhost:7000", mode: .connection(.oneShot))
    }

    static func read(_ path: String) throws -> (exchanges: [RecordedExchange], tornLine: Int?, isClosed: Bool) {
        var reader = try SessionReader(path: path)
        var exchanges: [RecordedExchange] = []
        while let exchange = try reader.nextExchange() { exchanges.append(exchange) }
        return (exchanges, reader.tornLine, reader.isClosed)
    }

    static func bytes(of path: String) throws -> [UInt8] {
        guard let file = fopen(path, "r") else { throw SystemError("open \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    static func fixture(_ name: String, here: String = #filePath) -> String {
        let folder = here[..<(here.lastIndex(of: "/") ?? here.startIndex)]
        return "\(folder)/Fixtures/\(name).jsonl"
    }

    static func permissions(of path: String) throws -> UInt32 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw SystemError("stat \(path)") }
        return status.st_mode & 0o777
    }
}

extension SessionWriter {
    /// Appends what went well.
    func append(_ request: String, _ response: String = "O.k.") throws(SessionError) {
        try append(
            request: RequestFrame(Array(request.utf8)),
            response: ResponseFrame(Array(response.utf8)),
            error: nil,
            attempts: 1,
            start: .zero,
            duration: .zero
        )
    }

    func append(
        request: RequestFrame,
        response: ResponseFrame?,
        error: FailureCode?,
        attempts: Int,
        start: Duration,
        duration: Duration
    ) throws(SessionError) {
        var exchange = RecordedExchange(number: 0, request: request, response: response, error: error)
        exchange.attempts = attempts
        try append(exchange, start: start, duration: duration)
    }
}
