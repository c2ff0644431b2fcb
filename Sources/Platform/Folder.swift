/// Folders of the file system.
package enum Folder {
    package static func exists(_ path: String) -> Bool {
        FileStatus(path: path)?.kind == .folder
    }

    /// The names in a folder, but `.` and `..`, in no order.
    ///
    /// - Throws: ``SystemError`` when it cannot be read.
    package static func names(in path: String) throws(SystemError) -> [String] {
        var entries = try Entries(of: path)
        var names: [String] = []
        while let name = entries.next() { names.append(String(decoding: name, as: UTF8.self)) }
        return names
    }

    /// The names in a folder one after the other, in bytes, but `.` and `..`.
    package struct Entries: ~Copyable {
        private let folder: OpaquePointer

        /// - Throws: ``SystemError`` when the folder cannot be read.
        package init(of path: String) throws(SystemError) {
            guard let folder = opendir(path) else { throw SystemError() }
            self.folder = folder
        }

        deinit { closedir(folder) }

        package mutating func next() -> [UInt8]? {
            nextEntry()?.name
        }

        /// The next name and what it is, if the folder itself tells: not every file system does.
        package mutating func nextEntry() -> (name: [UInt8], kind: FileStatus.Kind?)? {
            while let entry = readdir(folder) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    Array(bytes[..<(bytes.firstIndex(of: 0) ?? bytes.endIndex)])
                }
                let isItselfOrAbove = name.count <= 2 && name.allSatisfy { $0 == UInt8(ascii: ".") }
                if !isItselfOrAbove { return (name, Self.kind(Int(entry.pointee.d_type))) }
            }
            return nil
        }

        private static func kind(_ type: Int) -> FileStatus.Kind? {
            switch type {
            case Int(DT_UNKNOWN): nil
            case Int(DT_REG): .regular
            case Int(DT_DIR): .folder
            case Int(DT_LNK): .link
            case Int(DT_SOCK): .socket
            case Int(DT_CHR): .characterDevice
            default: .other
            }
        }
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
