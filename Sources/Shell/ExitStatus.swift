/// What the program tells the system when it ends.
package enum ExitStatus: Int32, Sendable {
    case ok = 0
    /// The server answered with an error.
    case serverError = 1
    /// Usage, configuration or the syntax of a script.
    case usage = 2
    /// No whole exchange: connecting, time, a response cut off, a file.
    case exchangeFailed = 3
    /// An `expect` or the comparison of a replay.
    case mismatch = 4
    case interrupted = 130
}
