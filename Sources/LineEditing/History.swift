/// The lines that were entered, oldest first, in memory and in a file.
///
/// A line entered again moves to the end. Lines beginning with a space are left out, as in other shells. Belongs to
/// one thread.
package final class History {
    package struct Entry: Equatable, Sendable {
        /// Grows with each line and never changes while the program runs.
        package let number: Int
        package let text: String
    }

    /// Bytes of an entry: lines with whole files pasted in are not worth keeping.
    package static let entryLimit = 1 << 20

    /// From the oldest to the newest; numbers ascend, with gaps where a line was entered again.
    package private(set) var entries: [Entry] = []

    /// What is wrong with the file; lines are then kept in memory only.
    private var warning: String?

    private let limit: Int
    private var numbers: [String: Int] = [:]
    private var lastNumber = 0
    private var file: HistoryFile?

    /// The same lines for libedit, once an editor has asked for them.
    private var list: EditorHistory?

    /// Reads the file.
    ///
    /// - Parameters:
    ///   - path: made at the first line, with its folders, when missing; nil for no file.
    ///   - limit: how many lines are kept; the file is cut down to as many when it has half as many again.
    package init(path: String?, limit: Int = 10_000) {
        self.limit = max(1, limit)
        guard let path else { return }
        var file = HistoryFile(path: path, limit: self.limit)
        do throws(HistoryFile.Failure) {
            takeOver(try file.load())
            try file.compactIfNeeded()
            self.file = file
        } catch {
            warn(error)
        }
    }

    /// What is wrong with the file, for the user to read, once.
    package func takeWarning() -> String? {
        warning.take()
    }

    /// Takes a line in, unless it is blank, begins with a space or is above ``entryLimit``.
    package func add(_ line: String) {
        let text = line.utf8.contains(0) ? String(line.unicodeScalars.filter { $0 != "\0" }) : line
        guard text.unicodeScalars.first != " ", text.contains(where: { !$0.isWhitespace }),
            text.utf8.count <= Self.entryLimit
        else { return }
        let isRepeated = entries.last?.text == text
        insert(text)
        if isRepeated { return }
        do throws(HistoryFile.Failure) {
            try file?.append(text)
        } catch {
            warn(error)
        }
    }

    /// libedit's list of the same lines, kept up to date from the first call on.
    func editorHistory() -> EditorHistory? {
        if list == nil { list = EditorHistory(entries.map(\.text), limit: limit) }
        return list
    }

    /// Fills the empty history, in locals: this is most of the time that a shell takes to start.
    private func takeOver(_ texts: [String]) {
        var numbers: [String: Int] = [:]
        numbers.reserveCapacity(texts.count)
        for (index, text) in texts.enumerated() { numbers[text] = index + 1 }
        var entries: [Entry] = []
        entries.reserveCapacity(numbers.count)
        for (index, text) in texts.enumerated() where texts.count == numbers.count || numbers[text] == index + 1 {
            entries.append(Entry(number: index + 1, text: text))
        }
        let surplus = max(0, entries.count - limit)
        for entry in entries.prefix(surplus) { numbers[entry.text] = nil }
        entries.removeFirst(surplus)
        (self.entries, self.numbers, lastNumber) = (entries, numbers, texts.count)
    }

    private func insert(_ text: String) {
        if entries.last?.text == text { return }
        lastNumber += 1
        if let earlier = numbers.updateValue(lastNumber, forKey: text) {
            remove(earlier)
        } else if entries.count == limit, let oldest = entries.first {
            numbers[oldest.text] = nil
            remove(oldest.number)
        }
        entries.append(Entry(number: lastNumber, text: text))
        list?.add(text)
    }

    private func index(of number: Int) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].number == number ? low : nil
    }

    private func remove(_ number: Int) {
        guard let index = index(of: number) else { return }
        entries.remove(at: index)
        list?.remove(at: index)
    }

    private func warn(_ failure: HistoryFile.Failure) {
        warning = failure.description
        file = nil
    }
}
