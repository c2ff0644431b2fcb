import Platform

/// What earlier repairs have moved out of a session.
enum DamagedLines {
    private static let chunkSize = 256 * 1024

    /// Copies it, so that more can be put behind it.
    ///
    /// - Returns: its size; 0 when there is none.
    static func copy(_ path: String, to output: inout OutputFile) throws(SessionError) -> Int {
        guard let file = try open(path) else { return 0 }
        var offset = 0
        return try SessionError.naming(path, "cannot be read") { () throws(SystemError) in
            while true {
                let chunk = try Descriptor.read(chunkSize, from: file.number, at: offset)
                if chunk.isEmpty { return offset }
                try output.append(chunk)
                offset += chunk.count
            }
        }
    }

    /// Whether it ends with what was put behind it in a copy.
    ///
    /// - Parameters:
    ///   - size: how much of the copy is the file itself.
    ///   - copy: all of it is written.
    static func ends(_ path: String, _ size: Int, as copy: borrowing OutputFile) throws(SessionError) -> Bool {
        guard let file = try open(path), let end = FileStatus(descriptor: copy.descriptor.number)?.size else {
            return false
        }
        var offset = size - (end - size)
        if offset < 0 { return false }
        let descriptor = copy.descriptor.number
        return try SessionError.naming(path, "cannot be read") { () throws(SystemError) in
            while offset < size {
                let chunk = try Descriptor.read(min(chunkSize, size - offset), from: file.number, at: offset)
                let other = try Descriptor.read(chunk.count, from: descriptor, at: offset + end - size)
                if chunk.isEmpty || chunk != other { return false }
                offset += chunk.count
            }
            return true
        }
    }

    private static func open(_ path: String) throws(SessionError) -> Descriptor? {
        do throws(OwnFile.Refusal) {
            return try OwnFile.open(path, O_RDONLY)
        } catch  where error.isMissing {
            return nil
        } catch {
            throw SessionError(path: path, reason: "cannot be written: \(error.reason)")
        }
    }
}
