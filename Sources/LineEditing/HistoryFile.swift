import Platform
import Texts

/// The file of a ``History``, shared by all shells that run.
///
/// Each line is appended by one `write` under a lock. Compaction replaces the file: whoever gets the lock looks
/// whether what it has locked is still the file of that name.
struct HistoryFile {
    struct Failure: Error, CustomStringConvertible {
        let action: String
        let path: String
        let code: Int32

        init(_ action: String, _ path: String, code: Int32 = errno) {
            (self.action, self.path, self.code) = (action, path, code)
        }

        var description: String {
            "cannot \(action) the history file \(TerminalText.escaped(path)): \(SystemError(code: code).reason)"
                + "; new lines are kept in memory only"
        }
    }

    /// Bytes read at most, from the end; a sane file is far smaller.
    static let sizeLimit = 32 << 20

    let path: String
    private let limit: Int
    private var lineCount = 0

    /// Whether lines go nowhere, as with `/dev/null`.
    var isDevice = false

    init(path: String, limit: Int) {
        // A link stays one when the file is replaced.
        if let resolved = realpath(path, nil) {
            self.path = String(cString: resolved)
            free(resolved)
        } else {
            self.path = path
        }
        self.limit = limit
    }

    /// Reads the entries, oldest first; none when there is no file yet.
    mutating func load() throws(Failure) -> [String] {
        let file: Int32
        do throws(Failure) {
            file = try open(O_RDONLY)
        } catch  where error.code == ENOENT {
            return []
        }
        defer { close(file) }
        if isDevice { return [] }
        let entries = try read(file)
        lineCount = entries.count
        return entries
    }

    /// Cuts the file down when it has half as many lines again as it should.
    mutating func compactIfNeeded() throws(Failure) {
        if lineCount > limit + limit / 2 { try compact() }
    }

    mutating func append(_ entry: String) throws(Failure) {
        if isDevice { return }
        try appendLocked(entry)
        lineCount += 1
        try compactIfNeeded()
    }

    private mutating func appendLocked(_ entry: String) throws(Failure) {
        let file = try openLocked()
        defer { close(file) }
        // After a crash or with a full disk the last line may have no end.
        let separator: [UInt8] = endsInLineFeed(file) ? [] : [0x0A]
        try write(separator + HistoryCodec.encode(entry), to: file)
    }

    /// Drops what is repeated and the oldest above the limit.
    private mutating func compact() throws(Failure) {
        let file = try openLocked()
        defer { close(file) }
        var seen: Set<String> = []
        let newest = try read(file).reversed().filter { seen.insert($0).inserted }.prefix(limit)
        do throws(SystemError) {
            var copy = try ReplacementFile(of: path)
            for entry in newest.reversed() { try copy.output.append(HistoryCodec.encode(entry)) }
            try copy.finish()
        } catch {
            throw Failure("compact", path, code: error.code)
        }
        lineCount = newest.count
    }
}
