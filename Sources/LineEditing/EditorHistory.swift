import CLibEdit

/// libedit's list of lines, which the arrow keys and Ctrl-R walk through.
///
/// It is a real one, not a callback into ``History``: commands such as `history size` in `~/.editrc` work on it.
final class EditorHistory {
    let pointer: OpaquePointer

    /// libedit's numbers of the lines, oldest first.
    private var events: [Int32] = []

    /// nil without memory.
    init?(_ lines: some Collection<String>, limit: Int) {
        guard let pointer = history_init() else { return nil }
        self.pointer = pointer
        // The size is 0 until it is set. One more than there will be: the owner drops the oldest itself.
        libedit_history_set_size(pointer, Int32(clamping: limit + 1))
        events.reserveCapacity(lines.count)
        for line in lines { add(line) }
    }

    deinit {
        history_end(pointer)
    }

    func add(_ line: String) {
        // Recalling a line, libedit takes one space from its end (`hist_get`).
        let isCut = line.utf8.last == UInt8(ascii: " ")
        events.append(libedit_history_enter(pointer, isCut ? line + " " : line))
    }

    /// Removes the line at this place, counted from the oldest.
    func remove(at index: Int) {
        guard events.indices.contains(index) else { return }
        libedit_history_delete(pointer, events.remove(at: index))
    }
}
