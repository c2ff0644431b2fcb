import InspectProtocol
import Platform
import Texts
import WireJSON

/// Makes one session of several, and of a file in which sessions stand one after the other.
///
/// Exchanges and stubs stay as they are, numbered anew; so do comments. What is missing in one of the sessions is missing
/// in all lines then.
package struct SessionMerge {
    private let paths: [String]
    private let tool: String
    private let created: String

    /// How many sessions there are.
    package private(set) var sessions = 0
    package private(set) var exchanges = 0
    /// What is worth knowing: what does not go together, and what was left out.
    package private(set) var notices: [String] = []

    private var header: SessionHeader?
    private var redacted = RedactedParts()
    /// Of each session.
    private var parts: [RedactedParts] = []
    /// What counts as an error in each of them.
    private var rules: [SuccessRule] = []
    /// The label of the line written last.
    private var number = 0
    /// What was taken out of the requests so far, and may show in what was pushed behind them.
    private var secrets = Secrets()
    /// What was taken out of any of the requests, and may show in what people wrote.
    private var secretsOfAll = Secrets()
    /// Whether each session was closed.
    private var isClosed = true

    /// Reads all of the files.
    ///
    /// - Parameters:
    ///   - tool: name and version of the program.
    ///   - created: ISO 8601, for sessions that do not say when they were recorded.
    /// - Throws: ``SessionError`` when one cannot be read, or is damaged.
    package init(_ paths: [String], tool: String, created: String) throws(SessionError) {
        self.paths = paths
        self.tool = tool
        self.created = created
        for path in paths { try look(path) }
        let hasUnknown = parts.contains(where: \.hasUnknown)
        if hasUnknown, Set(parts.map { $0.hasUnknown }).count > 1 {
            throw SessionError(
                path: paths[0],
                reason:
                    "an expression has taken something out of a part of the sessions only; take it out of the others "
                    + "first: session redact"
            )
        }
    }

    /// Hands out the lines of the merged session, each with its LF.
    package mutating func run(_ write: ([UInt8]) -> Void) throws(SessionError) {
        guard var header else { return }
        header.tool = tool
        if header.created.isEmpty { header.created = created }
        header.redactedParts = redacted
        if let redaction = redacted.redaction, parts.contains(where: { $0 != redacted }) {
            try findSecrets(redaction)
            redaction.apply(to: &header, secretsOfAll)
            // What counts as an error in a line is told by its own session's rule, if that is another.
            rules = rules.map { redaction.redacted($0, secretsOfAll) }
        }
        self.header = header
        write(header.line + Self.lineFeed)
        var part = -1
        for path in paths { try copy(path, &part, write) }
        if isClosed { write(Array("{\"end\":\(number)}\n".utf8)) }
    }

    private mutating func findSecrets(_ redaction: Redaction) throws(SessionError) {
        var handwriting = Handwriting()
        for path in paths {
            var lines = try LineReader(path: path)
            try handwriting.add(&lines)
        }
        for path in paths {
            var lines = try LineReader(path: path)
            lines.dropsMark = true
            secretsOfAll.add(try handwriting.secrets(in: &lines, redaction)) { _ in true }
        }
    }

    private static let lineFeed = [UInt8(ascii: "\n")]

    private enum Line {
        case header(SessionHeader)
        case content(SessionLine)
        case torn
    }

    /// The line under way; it may be the header of a session behind others.
    private static func line(_ lines: inout LineReader) throws(SessionError) -> Line {
        let (path, number) = (lines.path, lines.lineNumber)
        // A byte order mark stands before each of the sessions that an editor has saved.
        let isHeader = lines.isHeaderDue || lines.startsHeader
        if isHeader {
            lines.isHeaderDue = false
            return .header(try SessionReader.header(lines))
        }
        if !lines.isWhole { return .torn }
        return .content(
            try lines.withLine { bytes throws(SessionError) in
                try SessionLineDecoder.line(bytes, path: path, line: number)
            }
        )
    }

    private mutating func look(_ path: String) throws(SessionError) {
        var lines = try LineReader(path: path)
        var isLastEnd = false
        var isEmpty = true
        while try lines.advance() {
            lines.dropsMark = true
            guard lines.hasContent else { continue }
            switch try Self.line(&lines) {
            case .header(let next):
                if !isEmpty, !isLastEnd { isClosed = false }
                (isEmpty, isLastEnd) = (false, false)
                take(next, path)
            case .content(.end): isLastEnd = true
            case .content: isLastEnd = false
            case .torn:
                isLastEnd = false
                notices.append("\(TerminalText.name(path)):\(lines.lineNumber): the last line is torn and left out")
            }
        }
        if isEmpty { throw .noHeader(path: path) }
        if !isLastEnd { isClosed = false }
    }

    private mutating func take(_ next: SessionHeader, _ path: String) {
        sessions += 1
        parts.append(next.redactedParts)
        rules.append(next.rule)
        redacted.formUnion(next.redactedParts)
        guard var header else {
            header = next
            return
        }
        if next.mode != header.mode || next.to != header.to {
            let (first, second) = ("\(header.to) (\(header.mode.word))", "\(next.to) (\(next.mode.word))")
            notices.append(
                "\(TerminalText.name(path)): recorded with \(TerminalText.escaped(second)), the first one with "
                    + TerminalText.escaped(first)
            )
        }
        if !next.created.isEmpty, next.created < header.created || header.created.isEmpty {
            header.created = next.created
            self.header = header
        }
    }

    private mutating func copy(_ path: String, _ part: inout Int, _ write: ([UInt8]) -> Void) throws(SessionError) {
        var lines = try LineReader(path: path)
        while try lines.advance() {
            lines.dropsMark = true
            guard lines.hasContent else {
                write(comment(lines.bytes) + Self.lineFeed)
                continue
            }
            switch try Self.line(&lines) {
            case .header: part += 1
            case .content(let line):
                guard part < parts.count else {
                    throw SessionError(path: path, reason: "another program has changed it just now")
                }
                if let text = text(of: line, lines.bytes, part) { write(text + Self.lineFeed) }
            case .torn: break
            }
        }
    }

    /// - Returns: `nil` for an end in the middle.
    private mutating func text(of line: SessionLine, _ bytes: ArraySlice<UInt8>, _ part: Int) -> [UInt8]? {
        let hasAllTakenOut = parts[part] == redacted
        var output: [UInt8] = []
        switch line {
        case .end: return nil
        case .exchange(var exchange):
            exchanges += 1
            number += 1
            let ownRule = exchange.ownRule
            exchange.headerRule = rules[part]
            exchange.settle(under: header?.rule ?? .standard)
            if hasAllTakenOut, exchange.ownRule == ownRule, let text = Self.numbered(number, Array(bytes)) {
                return text
            }
            if !hasAllTakenOut, let redaction = redacted.redaction {
                secrets.remember(redaction.secrets(takenFrom: &exchange))
            }
            exchange.number = number
            exchange.appendLine(to: &output)
        case .pushed(var push):
            number += 1
            if hasAllTakenOut, let text = Self.numbered(number, Array(bytes)) { return text }
            redacted.redaction?.apply(to: &push, secrets)
            push.number = number
            push.appendLine(to: &output)
        case .stub(var stub):
            if stub.answer.number > 0 {
                exchanges += 1
                number += 1
                stub.answer.number = number
            }
            if hasAllTakenOut {
                return stub.answer.number == 0 ? Array(bytes) : Self.numbered(number, Array(bytes)) ?? Array(bytes)
            }
            redacted.redaction?.apply(to: &stub, secretsOfAll)
            stub.appendLine(to: &output)
        }
        return output
    }

    private func comment(_ line: ArraySlice<UInt8>) -> [UInt8] {
        guard secretsOfAll.count > 0, let redaction = redacted.redaction,
            let text = String(validating: line, as: UTF8.self)
        else { return Array(line) }
        return Array(redaction.redacted(words: text, secretsOfAll.words).utf8)
    }

    /// A line with another number, and the same to the byte otherwise.
    private static func numbered(_ number: Int, _ line: [UInt8]) -> [UInt8]? {
        let place = line.withUnsafeBufferPointer { bytes -> Range<Int>? in
            var scanner = JSONScanner(bytes)
            var place: Range<Int>?
            do throws(JSONError) {
                try scanner.enterObject()
                while let key = try scanner.nextKey() {
                    let range = try scanner.skipValue()
                    if key == "n" { place = range }
                }
                return place
            } catch {
                return nil
            }
        }
        guard let place else { return nil }
        var line = line
        line.replaceSubrange(place, with: Array("\(number)".utf8))
        return line
    }
}
