import WireJSON

/// What was taken out of requests, in all forms that the server may repeat it in: as it is, as Python prints it, and as
/// it stands in JSON.
struct Secrets {
    /// A part of some bytes, and what is to stand there.
    struct Finding {
        var range: Range<Int>
        var replacement: [UInt8]
    }

    private struct Spelling {
        var replacement: [UInt8]
        /// The batch that it was in last.
        var batch: Int
    }

    /// How many forms of ``remember(_:)`` are a batch, and how many bytes: two batches are kept.
    static let batchLimit = 4096
    private static let batchSize = 8 << 20

    private var forms: [[UInt8]: Spelling] = [:]
    /// The forms by their first byte, the longest first.
    private var byBeginning: [UInt8: [[UInt8]]] = [:]
    private var batch = 0
    private var batchCount = 0
    private var batchBytes = 0
    /// Whether the request could not be looked at, so that anything may be one.
    var areUnknown = false

    /// How many forms there are.
    var count: Int { forms.count }

    /// Each string and number in a value is one; `true`, `false` and `null` tell nothing.
    ///
    /// - Parameter text: JSON; what stands in it is none.
    mutating func add(_ value: JSONValue, by replacement: String, unlessIn text: JSONString? = nil) {
        switch value {
        case .null, .bool: break
        case .string(let string):
            if text?.contains(Self.inJSON(string)) != true { add(string, by: replacement) }
        case .number(let number):
            if text?.contains(JSONString(number.literal)) == true { break }
            add(Array(number.literal.utf8), Array(replacement.utf8))
            add(Array(number.pythonRepr.utf8), Array(replacement.utf8))
        case .array(let array):
            for element in array { add(element, by: replacement, unlessIn: text) }
        case .object(let object):
            for member in object.members {
                add(.string(member.key), by: replacement, unlessIn: text)
                add(member.value, by: replacement, unlessIn: text)
            }
        }
    }

    /// Adds those of another request that are wanted.
    mutating func add(_ others: Secrets, where isWanted: ([UInt8]) -> Bool) {
        for (form, other) in others.forms where isWanted(form) { add(form, other.replacement) }
    }

    /// Adds those of another request. Of a session of any length the last ones are kept, ``batchLimit`` forms at least
    /// where these are not very long; older ones are forgotten.
    mutating func remember(_ others: Secrets) {
        for (form, other) in others.forms {
            if forms[form]?.batch != batch {
                batchCount += 1
                batchBytes += form.count
            }
            add(form, other.replacement)
            if batchCount >= Self.batchLimit || batchBytes >= Self.batchSize { endBatch() }
        }
        if others.areUnknown { areUnknown = true }
    }

    private mutating func endBatch() {
        let (last, kept) = (batch, forms.count)
        forms = forms.filter { $0.value.batch >= last }
        if forms.count < kept {
            byBeginning = byBeginning.compactMapValues { bytes in
                let left = bytes.filter { forms[$0] != nil }
                return left.isEmpty ? nil : left
            }
        }
        batch += 1
        (batchCount, batchBytes) = (0, 0)
    }

    /// Those that say something in a text: of one or two letters anything may have them.
    var words: Secrets {
        var words = Secrets()
        words.add(self) { $0.count > 2 }
        return words
    }

    mutating func add(_ text: String, by replacement: String) {
        add(JSONString(text), by: replacement)
    }

    private mutating func add(_ string: JSONString, by replacement: String) {
        let replacement = Array(replacement.utf8)
        add(string.bytes, replacement)
        add(Self.unquoted(Array(string.pythonRepr.utf8)), replacement)
        for writer in [JSONWriter.canonical, .compact] {
            add(Self.unquoted(writer.bytes(of: .string(string))), replacement)
        }
    }

    private mutating func add(_ form: [UInt8], _ replacement: [UInt8]) {
        guard let first = form.first else { return }
        if forms.updateValue(Spelling(replacement: replacement, batch: batch), forKey: form) != nil { return }
        var places = 0..<(byBeginning[first]?.count ?? 0)
        while let middle = places.middle {
            let isBefore = byBeginning[first].map { $0[middle].count >= form.count } ?? false
            places = isBefore ? middle + 1..<places.upperBound : places.lowerBound..<middle
        }
        byBeginning[first, default: []].insert(form, at: places.lowerBound)
    }

    private static func inJSON(_ string: JSONString) -> JSONString {
        JSONString(JSONWriter.canonical.text(of: .string(string)))
    }

    private static func unquoted(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.dropFirst().dropLast()) }

    /// Whether the bytes are one, from end to end.
    func contains(_ bytes: [UInt8]) -> Bool { forms[bytes] != nil }

    /// The bytes with all forms replaced.
    ///
    /// - Parameter isCutOff: whether the bytes may end in the middle of a form, which is then replaced, too.
    func hidden(in bytes: [UInt8], isCutOff: Bool) -> [UInt8] {
        let findings = findings(in: bytes, isCutOff: isCutOff)
        if findings.isEmpty { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var offset = 0
        for finding in findings {
            result += bytes[offset..<finding.range.lowerBound]
            result += finding.replacement
            offset = finding.range.upperBound
        }
        return result + bytes[offset...]
    }

    /// Where forms stand in what an expression says letter by letter, and where it tells a good part of one.
    ///
    /// - Parameter kept: what stands for a secret, and tells nothing.
    func findings(in literal: LiteralText, except kept: [UInt8]) -> [Finding] {
        let whole = findings(in: literal.bytes, isCutOff: false)
        let taken = whole.map(\.range) + literal.bytes.ranges(of: kept)
        let runs = literal.runs.flatMap { run in
            taken.sorted { $0.lowerBound < $1.lowerBound }.reduce([run]) { rest, range in
                guard let last = rest.last, last.overlaps(range) else { return rest }
                return rest.dropLast() + [
                    last.lowerBound..<max(last.lowerBound, range.lowerBound),
                    min(last.upperBound, range.upperBound)..<last.upperBound,
                ]
            }
        }
        var told: [Int: [UInt8]] = [:]
        for (form, spelling) in forms where form != kept {
            for place in SpelledParts.places(in: literal.bytes, runs, of: form) {
                for index in place { told[index] = spelling.replacement }
            }
        }
        var parts: [Finding] = []
        for index in told.keys.sorted() {
            if parts.last?.range.upperBound == index {
                parts[parts.count - 1].range = parts[parts.count - 1].range.lowerBound..<index + 1
            } else {
                parts.append(Finding(range: index..<index + 1, replacement: told[index] ?? []))
            }
        }
        return (whole + parts).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Where forms stand in some bytes, the longest where several begin.
    ///
    /// - Parameter isCutOff: whether the bytes may end in the middle of a form, which then counts.
    func findings(in bytes: [UInt8], isCutOff: Bool) -> [Finding] {
        if forms.isEmpty { return [] }
        var findings: [Finding] = []
        var offset = 0
        while offset < bytes.count {
            let rest = bytes[offset...]
            guard let candidates = byBeginning[bytes[offset]],
                let form = candidates.first(where: { rest.starts(with: $0) })
                    ?? (isCutOff ? candidates.first { $0.starts(with: rest) } : nil)
            else {
                offset += 1
                continue
            }
            let end = min(offset + form.count, bytes.count)
            findings.append(Finding(range: offset..<end, replacement: forms[form]?.replacement ?? []))
            offset = end
        }
        return findings
    }
}

extension Range<Int> {
    fileprivate var middle: Int? { isEmpty ? nil : lowerBound + count / 2 }
}
