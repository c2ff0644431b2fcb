import Glibc
import TestSupport
import Testing

extension TemporaryDirectory {
    /// The whole text of a file in the folder.
    func text(_ name: String) throws -> String {
        let stream = try #require(fopen(file(name), "r"))
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
        return try #require(String(validating: bytes, as: UTF8.self))
    }
}
