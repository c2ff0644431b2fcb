import Platform
import Texts

/// What is wrong with a session file, and where.
package struct SessionError: Error, Hashable, Sendable, CustomStringConvertible {
    package var path: String
    /// The line, counted from 1; `nil` when the trouble is with the file as a whole.
    package var line: Int?
    /// The column in characters, counted from 1.
    package var column: Int?
    package var reason: String

    package init(path: String, line: Int? = nil, column: Int? = nil, reason: String) {
        self.path = path
        self.line = line
        self.column = column
        self.reason = reason
    }

    /// `FILE:LINE:COLUMN: reason`
    package var description: String {
        let position = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
        return "\(TerminalText.name(path))\(position): \(reason)"
    }

    /// Does something with a file. What the system says against it is told behind some words: `cannot be written`.
    static func naming<Result: ~Copyable>(
        _ path: String,
        _ words: String,
        _ body: () throws(SystemError) -> Result
    ) throws(SessionError) -> Result {
        do throws(SystemError) {
            return try body()
        } catch {
            throw SessionError(path: path, reason: "\(words): \(error.reason)")
        }
    }

    /// The same for a file whose name this program has made up.
    static func own<Result: ~Copyable>(
        _ path: String,
        _ words: String,
        _ body: () throws(OwnFile.Refusal) -> Result
    ) throws(SessionError) -> Result {
        do throws(OwnFile.Refusal) {
            return try body()
        } catch {
            throw SessionError(path: path, reason: "\(words): \(error.reason)")
        }
    }
}
