/// A place in a script.
package struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
    /// The script's path; `nil` for what is typed, piped in or given by `-c`.
    package var file: String?
    /// Counted from 1.
    package var line: Int
    /// In characters, counted from 1.
    package var column: Int

    package init(file: String?, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// What stands before a message about a command: `scan.ipcsh:6`, or `ipcsh` where there is no file.
    package var lineDescription: String { file.map { "\($0):\(line)" } ?? "ipcsh" }

    /// What stands before a message about a word: `scan.ipcsh:6:12`.
    package var description: String { file.map { "\($0):\(line):\(column)" } ?? "ipcsh" }
}
