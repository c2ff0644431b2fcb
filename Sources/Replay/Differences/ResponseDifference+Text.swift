import Texts
import WireJSON

extension ResponseDifference {
    /// The most members or lines that are told one by one.
    private static let mostEntries = 20
    /// How much is shown of a value, in characters.
    private static let valueLength = 80

    /// Lines that say what differs, where that says more than the two texts do; safe for terminals.
    package func lines(_ style: TextDifference.Style = .plain) -> [String] {
        switch form {
        case .members(let members, _, _):
            return Self.told(members, "members") { [Self.text($0, style)] }
        case .lines(let lines):
            return Self.told(lines.rows.filter { $0.kind.isDifference }, "lines") { Self.text($0, style) }
        case .words(let words):
            guard words.isTelling else { return [] }
            let changes = words.numberChanges.prefix(Self.mostEntries).map(Self.change)
            return [words.text(style)] + (changes.isEmpty ? [] : [changes.joined(separator: ", ")])
        }
    }

    private static func told<Entry>(_ entries: [Entry], _ noun: String, _ text: (Entry) -> [String]) -> [String] {
        let lines = entries.prefix(mostEntries).flatMap(text)
        let rest = entries.count - mostEntries
        return rest > 0 ? lines + ["... (\(rest) more \(rest == 1 ? String(noun.dropLast()) : noun))"] : lines
    }

    /// `/image/width: 12.5 -> 12.7 (+0.2)`
    private static func text(_ difference: JSONDifference, _ style: TextDifference.Style) -> String {
        let pointer = TerminalText.escaped(difference.pointer.description)
        let place = pointer.isEmpty ? "" : "\(pointer): "
        if let old = difference.expected?.string, let new = difference.actual?.string {
            let marked = TextDifference(old.bytes, new.bytes)
            if marked.isTelling { return place + marked.text(style) }
        }
        return place + change(difference)
    }

    private static func change(_ difference: JSONDifference) -> String {
        let distance = difference.distance.map { " (\($0))" } ?? ""
        return "\(text(difference.expected)) -> \(text(difference.actual))\(distance)"
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value else { return "(nothing)" }
        return TerminalText.excerpt(JSONWriter.compact.bytes(of: value), length: valueLength)
    }

    private static func text(_ row: DifferenceRow, _ style: TextDifference.Style) -> [String] {
        let (old, new) = (row.expected, row.actual)
        let place = "line \(old?.number ?? new?.number ?? 0): "
        if let old, let new {
            let marked = TextDifference(old.text, new.text)
            if marked.isTelling { return [place + marked.text(style)] }
        }
        return [("- ", old), ("+ ", new)].compactMap { sign, line in
            line.map { "\(place)\(sign)\(TerminalText.excerpt($0.text, length: valueLength))" }
        }
    }
}

extension TextDifference {
    /// The numbers that stand by themselves and have another in their place.
    var numberChanges: [JSONDifference] {
        var changes: [JSONDifference] = []
        for (index, removed) in segments.enumerated() where removed.kind == .removed && index + 1 < segments.count {
            let added = segments[index + 1]
            let before = index > 0 ? segments[index - 1].bytes.last : nil
            let after = index + 2 < segments.count ? segments[index + 2].bytes.first : nil
            guard added.kind == .added, !Self.isWord(before), !Self.isWord(after),
                let old = JSONNumber(literal: String(decoding: removed.bytes, as: UTF8.self)),
                let new = JSONNumber(literal: String(decoding: added.bytes, as: UTF8.self))
            else { continue }
            changes.append(
                JSONDifference(pointer: JSONPointer(tokens: []), expected: .number(old), actual: .number(new))
            )
        }
        return changes
    }

    private static func isWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }
}
