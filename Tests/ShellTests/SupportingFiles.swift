import TestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension TemporaryDirectory {
    /// Puts a file into the folder, and the folders that it is in.
    func write(_ name: String, _ text: String) throws {
        let path = file(name)
        for (index, character) in path.enumerated() where character == "/" && index > self.path.count {
            mkdir(String(path.prefix(index)), 0o700)
        }
        guard let stream = fopen(path, "w") else { throw SystemError("fopen \(path)") }
        defer { fclose(stream) }
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else { throw SystemError("fwrite \(path)") }
    }
}
