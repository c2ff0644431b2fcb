/// What came of asking for a line.
package enum ReadResult: Equatable, Sendable {
    /// A line without the LF that ended it. Lines recalled from the history may contain LFs.
    case line(String)

    /// A line that is not UTF-8; nothing else was read.
    case invalid

    /// The user gave up the line (Ctrl-C); the cursor stands at the start of an empty row.
    case interrupted

    /// Ctrl-D on an empty line, or the end of a file.
    case endOfInput

    /// Reading failed with this `errno`; `EMSGSIZE` is a line above ``PlainLineReader/lineLimit``, which was skipped.
    case failed(Int32)
}
