package import Texts

/// What in a text counts as noise: it may differ from run to run, and the texts still say the same.
package struct Normalization: Hashable, Sendable {
    /// How far numbers may be apart when `number` comes without a tolerance.
    package static let usualTolerance = 1e-9

    private static let words = ["json", "path", "number", "number:1e-6", "time", "uuid", "space", "case"]

    /// What is JSON is the same when its value is: the order of keys and blanks between tokens do not matter. Numbers count
    /// as they are written. Whoever compares looks at it; all else holds for the strings and numbers in it.
    package var json = false
    /// `\` and `/` are the same, several of them are the same as one, and the case of a drive's letter does not matter.
    package var path = false
    /// Free-standing numbers are the same when they are at most this far apart, or at most this part of the larger one:
    /// |a - b| <= tolerance * max(1, |a|, |b|), as `Double`. Thus `1`, `1.0` and `1e0` are the same; `img_001`, `5mm`,
    /// `a.5` and `127.0.0.1` hold no numbers.
    package var tolerance: Double?
    /// Dates, times of day and both together are the same, whatever they are: ISO 8601, `DD.MM.YYYY`, `MM/DD/YYYY`,
    /// `HH:MM:SS.fff`.
    package var time = false
    /// Any UUID is the same as any other, in braces or not.
    package var uuid = false
    /// White space is the same as one space, and none at the start and the end.
    package var space = false
    /// Small and capital letters are the same.
    package var letterCase = false

    package init() {}

    /// Reads `json,path,number:1e-6,time,uuid,space,case`, or any part of it; nothing is noise when the text is empty.
    ///
    /// - Throws: ``PatternError`` when there is another word in it.
    package init(_ text: String) throws(PatternError) {
        if text.isEmpty { return }
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            switch word {
            case "json": json = true
            case "path": path = true
            case "number": tolerance = Self.usualTolerance
            case "time": time = true
            case "uuid": uuid = true
            case "space": space = true
            case "case": letterCase = true
            case _ where word.hasPrefix("number:"): tolerance = try Self.tolerance(word.dropFirst("number:".count))
            default:
                throw PatternError(reason: "'\(word)' is none of \(Self.words.joined(separator: ", "))")
            }
        }
    }

    /// Whether everything counts.
    package var isEmpty: Bool { self == Normalization() }

    /// Whether nothing in the strings and numbers of JSON is noise.
    var isForJSONAlone: Bool {
        var others = self
        others.json = false
        return others.isEmpty
    }

    /// Whether the texts are the same but for noise. Bytes that are not UTF-8 count exactly.
    package func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left == right { return true }
        guard !isEmpty, let left = NormalizedText(left, self), let right = NormalizedText(right, self) else {
            return false
        }
        return left.bytes == right.bytes && zip(left.numbers, right.numbers).allSatisfy(areClose)
    }

    private func areClose(_ left: Double, _ right: Double) -> Bool {
        if left == right { return true }
        guard let tolerance, left.isFinite, right.isFinite else { return false }
        return (left - right).magnitude <= tolerance * max(1, left.magnitude, right.magnitude)
    }

    private static func tolerance(_ text: Substring) throws(PatternError) -> Double {
        // Without what `Double` also reads: signs in front, hexadecimal, infinity.
        let isPlain = text.utf8.first.map { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") } ?? false
        guard isPlain, !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }), let value = Double(text),
            value.isFinite
        else { throw PatternError(reason: "'number:\(text)' is no tolerance such as number:1e-6") }
        return value
    }
}
