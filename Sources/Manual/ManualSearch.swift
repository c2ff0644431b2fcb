/// Finds the places of the manual that say something on a question.
package struct ManualSearch: Sendable {
    /// A place where something can be looked up.
    package struct Entry: Sendable {
        /// What `help` shows it by: a chapter's or a command's name.
        package var topic: String
        package var title: String
        package var text: String

        package init(topic: String, title: String, text: String) {
            self.topic = topic
            self.title = title
            self.text = text
        }
    }

    package struct Hit: Sendable {
        package var entry: Entry
        /// The line of it that has most of the words.
        package var line: String
    }

    private struct Indexed {
        var entry: Entry
        /// How often each word stands in the text.
        var counts: [String: Int]
        var titleWords: Set<String>
        var topicWords: Set<String>
        var length: Double
    }

    private let entries: [Indexed]
    private let averageLength: Double

    package init(_ entries: [Entry]) {
        self.entries = entries.map { entry in
            let words = SearchWords.all(in: entry.text)
            return Indexed(
                entry: entry,
                counts: words.reduce(into: [:]) { $0[$1, default: 0] += 1 },
                titleWords: Set(SearchWords.all(in: entry.title)),
                topicWords: Set(SearchWords.all(in: entry.topic)),
                length: Double(words.count)
            )
        }
        averageLength = max(1, self.entries.reduce(0) { $0 + $1.length } / Double(max(1, entries.count)))
    }

    /// - Returns: the best places first, none without any of the words.
    package func hits(_ question: String, limit: Int = 8) -> [Hit] {
        let words = Set(SearchWords.all(in: question)).sorted()
        let weights = words.map { word in (word, weight(of: word)) }
        let scored = entries.enumerated().map { index, entry in
            (index, weights.reduce(0) { $0 + $1.1 * Self.relevance(of: $1.0, in: entry, averageLength) })
        }
        return scored.filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(limit).map { index, _ in
            Hit(entry: entries[index].entry, line: Self.bestLine(of: entries[index].entry, weights))
        }
    }

    /// How much a word tells: one that stands everywhere tells nothing.
    private func weight(of word: String) -> Double {
        let count = entries.count { Self.count(of: word, in: $0) > 0 }
        return count == 0 ? 0 : Double.logarithm(1 + Double(entries.count) / Double(count))
    }

    private static func count(of word: String, in entry: Indexed) -> Int {
        (entry.counts[word] ?? 0) + (entry.titleWords.contains(word) ? 1 : 0)
            + (entry.topicWords.contains(word) ? 1 : 0)
    }

    /// BM25: a second mention counts less than the first, and a mention in a short text more than in a long one. Titles
    /// count as several.
    private static func relevance(of word: String, in entry: Indexed, _ averageLength: Double) -> Double {
        let count =
            Double(entry.counts[word] ?? 0) + (entry.titleWords.contains(word) ? 3 : 0)
            + (entry.topicWords.contains(word) ? 2 : 0)
        return count * 2.2 / (count + 1.2 * (0.5 + 0.5 * entry.length / averageLength))
    }

    private static func bestLine(of entry: Entry, _ weights: [(String, Double)]) -> String {
        let lines = entry.text.split(separator: "\n").map { line -> (Substring, Double) in
            let words = Set(SearchWords.all(in: String(line)))
            return (line, weights.reduce(0) { $0 + (words.contains($1.0) ? $1.1 : 0) })
        }
        let best = lines.enumerated().max { ($0.element.1, -$0.offset) < ($1.element.1, -$1.offset) }
        return best.map { String($0.element.0) } ?? ""
    }
}

extension Double {
    /// The logarithm to the base 2, near enough to weigh words by, without the C library's.
    fileprivate static func logarithm(_ value: Double) -> Double { Double(value.exponent) + value.significand - 1 }
}
