import InspectProtocol
import Platform
import WireJSON

extension SessionWriter {
    /// What a file holds that is to be appended to.
    struct End {
        var isEmpty: Bool
        /// In bytes, a torn last line not counted.
        var size = 0
        var lastNumber = 0
        var tornFile: String?
        /// What counts as an error by its header; `nil` without one.
        var rule: SuccessRule?
    }

    /// Locks the file, makes sure that it is a session, moves a torn last line aside, and finds the last number.
    ///
    /// Nothing is changed before it is certain that this is a session, and one that this version can go on with.
    static func prepare(_ descriptor: Int32, path: String, _ redaction: Redaction?) throws(SessionError) -> End {
        let status = try RecorderLock.take(descriptor, path: path, "choose another file")
        let size = status.size
        if size == 0 { return End(isEmpty: true) }
        let header = try checkHeader(descriptor, path: path, redaction)

        var end = End(isEmpty: false, size: size, rule: header.rule)
        var lines = BackwardLineReader(descriptor, size: size, longest: LineReader.longestLine)
        if let fragment = try next(&lines, path), !fragment.isEmpty {
            end.size -= fragment.count
            // Somebody who saves it without a lock may be at the middle of the line.
            guard FileStatus(descriptor: descriptor)?.version == status.version else {
                throw SessionError(path: path, reason: "another program is writing to it; try again")
            }
            end.tornFile = try move(fragment, to: path + ".torn")
            if ftruncate(descriptor, off_t(size - fragment.count)) != 0 {
                throw SessionError(path: path, reason: "a torn last line cannot be removed: \(SystemError().reason)")
            }
        }
        while end.lastNumber == 0, let line = try next(&lines, path) {
            end.lastNumber = number(of: line) ?? 0
        }
        return end
    }

    private static func next(_ lines: inout BackwardLineReader, _ path: String) throws(SessionError) -> [UInt8]? {
        do throws(BackwardLineReader.Failure) {
            return try lines.next()
        } catch {
            switch error {
            case .system(let error): throw SessionError(path: path, reason: "cannot be read: \(error.reason)")
            case .lineTooLong: throw .longLine(path: path)
            case .fileBecameShorter: throw SessionError(path: path, reason: "it became shorter while it was read")
            }
        }
    }

    /// Through the descriptor that is locked: another file may have the path by now.
    private static func checkHeader(
        _ descriptor: Int32,
        path: String,
        _ redaction: Redaction?
    ) throws(SessionError) -> SessionHeader {
        let header = try SessionReader(LineReader(path: path, duplicating: descriptor)).header
        // What a header promises must hold for each line below it.
        let marks = header.others["redacted"] ?? .array([])
        if marks != redaction?.marks ?? .array([]) {
            let texts = [marks, redaction?.marks ?? .array([])].map { JSONWriter.compact.text(of: $0) }
            throw SessionError(
                path: path,
                reason:
                    "what is recorded there has \(texts[0]) redacted, this recording \(texts[1]); choose another file"
            )
        }
        return header
    }

    /// The number of the exchange in a line; `nil` for comments, `end` lines and whatever else a person wrote.
    private static func number(of line: [UInt8]) -> Int? {
        guard let number = try? JSONParser.parse(line)["n"]?.int, number >= 1, number < RecordedExchange.largestNumber
        else { return nil }
        return number
    }

    private static func move(_ fragment: [UInt8], to path: String) throws(SessionError) -> String {
        let descriptor = try SessionError.own(path, "cannot be written") { () throws(OwnFile.Refusal) in
            try OwnFile.open(path, O_WRONLY | O_APPEND | O_CREAT)
        }
        var file = OutputFile(descriptor)
        try SessionError.naming(path, "cannot be written") { () throws(SystemError) in
            try file.append(fragment + CollectionOfOne(UInt8(ascii: "\n")))
            // On the disk before it leaves the session.
            try file.synchronize()
        }
        return path
    }
}
