import Texts

/// `!!`, `!12` and `!-2` at the start of a line stand for lines typed before.
enum HistoryExpansion {
    /// - Parameter lines: what was typed before, oldest first.
    /// - Returns: the line that is meant; `nil` when the line stands for itself.
    /// - Throws: ``Failure`` when there is no such line.
    static func expand(_ line: String, _ lines: [(number: Int, text: String)]) throws(Failure) -> String? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard text.first == "!" else { return nil }
        let end = text.firstIndex { $0 == " " || $0 == "\t" || $0 == ";" } ?? text.endIndex
        let event = text[..<end].dropFirst()
        let found: String?
        if event == "!" {
            found = lines.last?.text
        } else if let number = Int(event), event.allSatisfy({ $0.isASCII && $0 != "+" }) {
            let index = event.hasPrefix("-") ? lines.count.advanced(by: max(number, -lines.count - 1)) : nil
            found =
                index.map { lines.indices.contains($0) ? lines[$0].text : nil }
                ?? lines.first { $0.number == number }?.text
        } else {
            return nil
        }
        guard let found else { throw .usage("no line typed before is !\(event) ('history' lists them)") }
        return found + text[end...]
    }
}
