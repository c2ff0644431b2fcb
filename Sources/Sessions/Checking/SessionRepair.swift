import Platform

/// Makes a session file readable again: keeps every good line as it is, and moves the others to `FILE.damaged`.
package struct SessionRepair: Hashable, Sendable {
    /// The header of a file whose own cannot be read.
    ///
    /// - Parameter isRedacted: whether something may be missing in it. Nothing is recorded behind such a header then, for
    ///   nobody knows what must not come into the file.
    private static func newHeader(isRedacted: Bool) -> [UInt8] {
        let redacted = isRedacted ? "\"redacted\":[\"unknown\"]," : ""
        return Array("{\"ipcsh\":1,\(redacted)\"note\":\"header lost; repaired\"}\n".utf8)
    }

    /// How many exchanges were kept.
    package let exchanges: Int
    /// How many lines were moved; 0 when only the header was missing.
    package private(set) var movedLines = 0
    /// Where they were moved to.
    package let damagedFile: String
    /// Whether the file got a new header.
    package let isHeaderNew: Bool
    /// Whether the lines below it may have had something taken out.
    private let isRedacted: Bool
    /// Whether a byte order mark before the header was dropped.
    package private(set) var isMarkDropped = false

    /// - Returns: `nil` when nothing is wrong; nothing is changed then.
    /// - Throws: ``SessionError`` when the file is being recorded, is no session, or cannot be written; it is as it was
    ///   then.
    package static func run(path: String) throws(SessionError) -> SessionRepair? {
        let target = try SessionError.naming(path, "cannot be opened") { () throws(SystemError) in
            try ReplacementFile.resolved(path)
        }
        let file = try SessionError.naming(path, "cannot be written") { () throws(SystemError) in
            try Descriptor(path: target, O_RDWR)
        }
        let descriptor = file.number
        let status = try RecorderLock.take(descriptor, path: path, "repair it when the recording has ended")
        guard FileStatus(path: target)?.identity == status.identity else {
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
            isHeaderNew: check.isHeaderLost,
            isRedacted: check.mayBeRedacted
        )
        try repair.rewrite(SessionWalk(try LineReader(path: path, duplicating: descriptor)), target, status)
        return repair
    }

    private mutating func rewrite(
        _ walk: consuming SessionWalk,
        _ target: String,
        _ original: FileStatus
    ) throws(SessionError) {
        let damagedFile = damagedFile
        var good = try SessionError.naming(target, "cannot be written") { () throws(SystemError) in
            try ReplacementFile(of: target)
        }
        var bad = try SessionError.naming(damagedFile, "cannot be written") { () throws(SystemError) in
            try ReplacementFile(of: damagedFile)
        }
        let sizeBefore = try DamagedLines.copy(damagedFile, to: &bad.output)
        try sort(&walk, &good, &bad.output, target)
        isMarkDropped = walk.lines.markedLine != nil
        try Self.write(target) { () throws(SystemError) in try good.synchronize(like: original) }
        try Self.write(damagedFile) { () throws(SystemError) in try bad.synchronize() }
        guard FileStatus(path: target)?.version == original.version else {
            throw SessionError(path: target, reason: "another program has changed it just now; nothing is repaired")
        }
        // What leaves the session is in its new place before it does. A run that was killed between has put it there.
        var isThere = false
        if good.hadLeftover { isThere = try DamagedLines.ends(damagedFile, sizeBefore, as: bad.output) }
        if movedLines > 0, !isThere {
            try SessionError.naming(damagedFile, "cannot be written") { () throws(SystemError) in try bad.finish() }
        }
        try SessionError.naming(target, "cannot be replaced") { () throws(SystemError) in try good.finish() }
        ReplacementFile.synchronizeFolder(of: target)
    }

    private mutating func sort(
        _ walk: inout SessionWalk,
        _ good: inout ReplacementFile,
        _ bad: inout OutputFile,
        _ target: String
    ) throws(SessionError) {
        var isHeaderDue = isHeaderNew
        while let line = try walk.next() {
            switch line {
            case .blank, .header, .exchange, .pushed, .stub, .end, .refused:
                if isHeaderDue, !line.isBlank {
                    let header = Self.newHeader(isRedacted: isRedacted)
                    try Self.write(target) { () throws(SystemError) in try good.output.append(header) }
                    isHeaderDue = false
                }
                try walk.copyLine { bytes throws(SessionError) in
                    try Self.write(target) { () throws(SystemError) in try good.output.append(bytes) }
                }
            case .torn, .bad:
                movedLines += 1
                try walk.copyLine { bytes throws(SessionError) in
                    try Self.write(damagedFile) { () throws(SystemError) in try bad.append(bytes) }
                }
                if !bad.endsWithLineFeed {
                    try Self.write(damagedFile) { () throws(SystemError) in try bad.append([UInt8(ascii: "\n")]) }
                }
            }
        }
    }

    private static func write(_ path: String, _ body: () throws(SystemError) -> Void) throws(SessionError) {
        try SessionError.naming(path, "cannot be written", body)
    }
}
