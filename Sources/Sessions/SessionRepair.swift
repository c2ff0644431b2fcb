#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes a session file readable again: keeps every good line as it is, and moves the others to `FILE.damaged`.
package struct SessionRepair: Hashable, Sendable {
    /// The header of a file whose own cannot be read.
    private static let newHeader = Array("{\"ipcsh\":1,\"note\":\"header lost; repaired\"}\n".utf8)

    /// How many exchanges were kept.
    package let exchanges: Int
    /// How many lines were moved; 0 when only the header was missing.
    package private(set) var movedLines = 0
    /// Where they were moved to.
    package let damagedFile: String
    /// Whether the file got a new header.
    package let isHeaderNew: Bool

    /// - Returns: `nil` when nothing is wrong; nothing is changed then.
    /// - Throws: ``SessionError`` when the file is being recorded, is no session, or cannot be written; it is as it was
    ///   then.
    package static func run(path: String) throws(SessionError) -> SessionRepair? {
        let target = try ReplacementFile.resolved(path)
        let descriptor = open(target, O_RDWR | O_CLOEXEC)
        if descriptor < 0 { throw SessionError(path: path, reason: "cannot be written: \(systemReason())") }
        defer { close(descriptor) }
        let status = try RecorderLock.take(descriptor, path: path, "repair it when the recording has ended")
        var current = stat()
        guard stat(target, &current) == 0, current.st_ino == status.st_ino, current.st_dev == status.st_dev else {
            throw SessionError(path: path, reason: "another program has replaced it just now")
        }

        guard let check = try SessionCheck(LineReader(path: path, duplicating: descriptor)) else { return nil }
        switch check.verdict {
        case .ok: return nil
        case .notASession:
            throw check.problems.first ?? SessionError(path: path, reason: "no session file")
        case .torn, .damaged: break
        }
        var repair = SessionRepair(
            exchanges: check.exchanges,
            damagedFile: target + ".damaged",
            isHeaderNew: check.isHeaderLost
        )
        try repair.rewrite(SessionWalk(try LineReader(path: path, duplicating: descriptor)), target)
        return repair
    }

    private mutating func rewrite(_ walk: consuming SessionWalk, _ target: String) throws(SessionError) {
        let good = try ReplacementFile(of: target)
        var bad = try OutputFile(path: damagedFile, flags: O_APPEND)
        let sizeBefore = lseek(bad.descriptor, 0, SEEK_END)
        do throws(SessionError) {
            try sort(&walk, &good.output, &bad)
            // What leaves the session is on the disk before it does.
            try bad.finish()
            try good.finish()
        } catch {
            _ = ftruncate(bad.descriptor, sizeBefore)
            if sizeBefore == 0 { unlink(damagedFile) }
            throw error
        }
        if movedLines == 0, sizeBefore == 0 { unlink(damagedFile) }
    }

    private mutating func sort(
        _ walk: inout SessionWalk,
        _ good: inout OutputFile,
        _ bad: inout OutputFile
    ) throws(SessionError) {
        var isHeaderDue = isHeaderNew
        while let line = try walk.next() {
            switch line {
            case .blank, .header, .exchange, .stub, .end:
                if isHeaderDue, !line.isBlank {
                    try good.append(Self.newHeader)
                    isHeaderDue = false
                }
                try walk.copyLine { bytes throws(SessionError) in try good.append(bytes) }
            case .torn, .bad:
                movedLines += 1
                try walk.copyLine { bytes throws(SessionError) in try bad.append(bytes) }
                if !bad.endsWithLineFeed { try bad.append([UInt8(ascii: "\n")]) }
            }
        }
    }
}
