/// Folders of the file system.
package enum Folder {
    package static func exists(_ path: String) -> Bool {
        FileStatus(path: path)?.kind == .folder
    }

    /// The names in a folder, but `.` and `..`, in no order.
    ///
    /// - Throws: ``SystemError`` when it cannot be read.
    package static func names(in path: String) throws(SystemError) -> [String] {
        guard let folder = opendir(path) else { throw SystemError() }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Makes the folder and those above it that are missing, 0700.
    ///
    /// - Throws: ``Failure`` with the folder that cannot be made.
    package static func make(_ path: String) throws(Failure) {
        if exists(path) { return }
        for end in path.indices where end > path.startIndex && path[end] == "/" {
            let above = String(path[..<end])
            if !exists(above) { try makeOne(above) }
        }
        try makeOne(path)
    }

    package struct Failure: Error {
        package let path: String
        package let error: SystemError
    }

    private static func makeOne(_ path: String) throws(Failure) {
        // Another program may be making it at the same time; with a slash at the end it was made just before.
        if mkdir(path, 0o700) == 0 { return }
        let error = SystemError()
        if error.code != EEXIST || !exists(path) { throw Failure(path: path, error: error) }
    }
}
