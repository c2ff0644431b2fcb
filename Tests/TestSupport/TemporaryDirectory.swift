import Glibc

/// A folder of its own for one test, removed with everything in it.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/ipcsh-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError("mkdtemp \(base)") }
        path = template.withUnsafeBufferPointer { String(decoding: $0.dropLast().map(UInt8.init), as: UTF8.self) }
    }

    deinit {
        Self.remove(path)
    }

    /// Runs `body` with a folder that is removed afterwards.
    package static func with<Result>(_ body: (TemporaryDirectory) throws -> Result) throws -> Result {
        let directory = try TemporaryDirectory()
        return try withExtendedLifetime(directory) { try body(directory) }
    }

    /// The path of a file in the folder.
    package func file(_ name: String) -> String {
        path + "/" + name
    }

    /// Puts a file into the folder, and the folders that it is in, and returns its path.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        let path = file(name)
        for (index, character) in path.enumerated() where character == "/" && index > self.path.count {
            mkdir(String(path.prefix(index)), 0o700)
        }
        guard let stream = fopen(path, "w") else { throw SystemError("fopen \(path)") }
        defer { fclose(stream) }
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else { throw SystemError("fwrite \(path)") }
        return path
    }

    /// The names of what is in the folder, sorted.
    package var names: [String] { Self.names(in: path) }

    /// The names of what is in a folder, sorted; none when there is no such folder.
    package static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            )
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    /// Removes a file, or a folder with what is in it; links are not followed.
    private static func remove(_ path: String) {
        chmod(path, 0o700)
        for name in names(in: path) {
            let child = path + "/" + name
            var status = stat()
            if lstat(child, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                remove(child)
            } else {
                unlink(child)
            }
        }
        rmdir(path)
    }
}
