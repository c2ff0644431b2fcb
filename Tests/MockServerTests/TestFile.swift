import Glibc
import TestSupport

/// Files that tests write and read.
enum TestFile {
    static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw SystemError("open \(path)") }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw SystemError("write \(path)") }
    }
}
