extension History {
    /// The entry with this number, unless it has been dropped.
    package func entry(number: Int) -> Entry? {
        index(of: number).map { entries[$0] }
    }

    /// The newest entry that begins with `prefix`.
    package func latest(startingWith prefix: String) -> Entry? {
        entries.last { $0.text.hasPrefix(prefix) }
    }

    /// Every entry with `text` in it, oldest first.
    package func entries(containing text: String) -> [Entry] {
        entries.filter { $0.text.contains(text) }
    }

    func index(of number: Int) -> Int? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].number == number ? low : nil
    }
}
