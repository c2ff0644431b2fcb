import IPCFraming
import Platform
import Texts
import WireJSON

/// Takes something out of a session that exists: out of its exchanges, and out of all that people wrote into it.
///
/// Lines that hold nothing of it stay byte for byte. The header then says what is missing, beside what it said before.
package struct SessionRedaction: Hashable, Sendable {
    /// How many exchanges, stubs and pushed messages there are, and how many of them hold something else now.
    package private(set) var exchanges = 0
    package private(set) var changed = 0
    /// Files beside it that may hold what was taken out: what was torn, damaged or received.
    package private(set) var others: [String] = []
    /// Whether the file has another name, under which it still is what it was.
    package private(set) var hasOtherName = false

    /// - Throws: ``SessionError`` when the file is being recorded, is damaged, or cannot be written; it is as it was then.
    package static func run(path: String, _ redaction: Redaction) throws(SessionError) -> SessionRedaction {
        let target = try SessionError.naming(path, "cannot be opened") { () throws(SystemError) in
            try ReplacementFile.resolved(path)
        }
        let file = try SessionError.naming(path, "cannot be written") { () throws(SystemError) in
            try Descriptor(path: target, O_RDWR | O_NONBLOCK)
        }
        let status = try RecorderLock.take(file.number, path: path, "redact it when the recording has ended")
        var run = SessionRedaction()
        run.hasOtherName = status.linkCount > 1
        var secrets = SecretsSoFar(all: try secretsOfAll(path, file.number, redaction))
        var lines = try LineReader(path: path, duplicating: file.number)
        var copy = try SessionError.naming(target, "cannot be written") { () throws(SystemError) in
            try ReplacementFile(of: target)
        }
        let lineFeed = [UInt8(ascii: "\n")]
        while try lines.advance() {
            let line = try run.line(&lines, redaction, &secrets)
            try SessionError.naming(target, "cannot be written") { () throws(SystemError) in
                try copy.output.append(line)
                try copy.output.append(lineFeed)
            }
        }
        if lines.isHeaderDue { throw .noHeader(path: path) }
        try SessionError.naming(target, "cannot be replaced") { () throws(SystemError) in
            try copy.synchronize(like: status)
        }
        guard FileStatus(path: target)?.version == status.version else {
            throw SessionError(path: path, reason: "another program has changed it just now; nothing is taken out")
        }
        try SessionError.naming(target, "cannot be replaced") { () throws(SystemError) in try copy.finish() }
        ReplacementFile.synchronizeFolder(of: target)
        let stem = target.hasSuffix(".jsonl") ? String(target.dropLast(6)) : target
        run.others = [target + ".torn", target + ".damaged", stem + ".received.jsonl"]
            .filter { FileStatus(path: $0, followsLink: false) != nil }
        return run
    }

    /// What is taken out of requests.
    private struct SecretsSoFar {
        /// It may show in what a person wrote: in stubs, comments and the header.
        let all: Secrets
        /// It may show in what is pushed behind them.
        var before = Secrets()
    }

    /// What is taken out of any of the requests and may stand in what a person wrote.
    private static func secretsOfAll(
        _ path: String,
        _ descriptor: Int32,
        _ redaction: Redaction
    ) throws(SessionError) -> Secrets {
        var handwriting = Handwriting()
        var lines = try LineReader(path: path, duplicating: descriptor)
        try handwriting.add(&lines)
        lines = try LineReader(path: path, duplicating: descriptor)
        return try handwriting.secrets(in: &lines, redaction)
    }

    /// The line under way without what is taken out.
    private mutating func line(
        _ lines: inout LineReader,
        _ redaction: Redaction,
        _ secrets: inout SecretsSoFar
    ) throws(SessionError) -> [UInt8] {
        let (path, number) = (lines.path, lines.lineNumber)
        guard lines.hasContent else { return Self.comment(lines.bytes, redaction, secrets.all) }
        if lines.isHeaderDue {
            lines.isHeaderDue = false
            if let line = lines.markedLine { throw .byteOrderMark(path: path, line: line) }
            return Self.header(try SessionReader.header(lines), redaction, secrets.all)
        }
        guard lines.isWhole else {
            throw SessionError(
                path: path,
                line: number,
                reason: "the last line is torn; repair it first: session check --repair"
            )
        }
        let line = try lines.withLine { bytes throws(SessionError) in
            try SessionLineDecoder.line(bytes, path: path, line: number)
        }
        var output: [UInt8] = []
        switch line {
        case .exchange(let exchange):
            exchanges += 1
            var redacted = exchange
            secrets.before.remember(redaction.secrets(takenFrom: &redacted))
            if Self.differInSpacesOnly(exchange.request.bytes, redacted.request.bytes) {
                redacted.request = exchange.request
            }
            if redacted == exchange { return Array(lines.bytes) }
            redacted.appendLine(to: &output)
        case .pushed(let push):
            exchanges += 1
            var redacted = push
            redaction.apply(to: &redacted, secrets.before)
            if redacted == push { return Array(lines.bytes) }
            redacted.appendLine(to: &output)
        case .stub(let stub):
            exchanges += 1
            var redacted = stub
            redaction.apply(to: &redacted, secrets.all)
            if redacted == stub { return Array(lines.bytes) }
            redacted.appendLine(to: &output)
        case .end:
            // It may have a person's words.
            guard let value = try? JSONParser.parse(Array(lines.bytes)) else { return Array(lines.bytes) }
            let redacted = redaction.redacted(words: value, secrets.all.words)
            return redacted == value ? Array(lines.bytes) : JSONWriter.compact.bytes(of: redacted)
        }
        changed += 1
        return output
    }

    /// A request in which nothing is missing comes out with Python's spaces. Two equal keys, of which one is dropped, are
    /// more than that.
    private static func differInSpacesOnly(_ before: [UInt8], _ after: [UInt8]) -> Bool {
        before.withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            return scanner.respacedValue() == after
        }
    }

    private static func header(_ header: SessionHeader, _ redaction: Redaction, _ secrets: Secrets) -> [UInt8] {
        var header = header
        var parts = header.redactedParts
        parts.formUnion(RedactedParts(redaction))
        redaction.apply(to: &header, secrets)
        header.redactedParts = parts
        return header.line
    }

    private static func comment(_ line: ArraySlice<UInt8>, _ redaction: Redaction, _ secrets: Secrets) -> [UInt8] {
        guard let text = String(validating: line, as: UTF8.self) else { return Array(line) }
        return Array(redaction.redacted(words: text, secrets.words).utf8)
    }
}
