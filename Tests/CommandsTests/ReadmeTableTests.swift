import Glibc
import Testing

@testable import Commands

/// README's tables are what the program says of itself. `IPCSH_UPDATE=1` writes them anew.
@Suite(.serialized) struct ReadmeTableTests {
    private static let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/README.md"

    private static func readme() throws -> String {
        let stream = try #require(fopen(path, "r"))
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ReadmeTables.all.map(\.name))
    func `a table is what the program declares`(name: String) throws {
        let table = try #require(ReadmeTables.all.first { $0.name == name }).text
        let text = try Self.readme()
        let start = try #require(text.firstRange(of: "<!-- \(name): written by "))
        let begin = try #require(text[start.lowerBound...].firstIndex(of: "\n"))
        let end = try #require(text.firstRange(of: "<!-- end of \(name) -->"))
        if getenv("IPCSH_UPDATE") != nil {
            let updated = text[...begin] + table + "\n" + text[end.lowerBound...]
            let stream = try #require(fopen(Self.path, "w"))
            defer { fclose(stream) }
            fputs(String(updated), stream)
            return
        }
        #expect(text[begin..<end.lowerBound] == "\n\(table)\n")
    }

    @Test func `it is short`() throws {
        #expect(try Self.readme().split(separator: "\n", omittingEmptySubsequences: false).count <= 220)
    }
}
