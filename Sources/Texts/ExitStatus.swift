/// What the program tells the system when it ends.
package struct ExitStatus: RawRepresentable, Hashable, Sendable {
    package var rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    package static let ok = ExitStatus(rawValue: 0)
    /// The server answered with an error.
    package static let serverError = ExitStatus(rawValue: 1)
    /// Usage, configuration or the syntax of a script.
    package static let usage = ExitStatus(rawValue: 2)
    /// No whole exchange: connecting, time, a response cut off, a file.
    package static let exchangeFailed = ExitStatus(rawValue: 3)
    /// An `expect` or the comparison of a replay.
    package static let mismatch = ExitStatus(rawValue: 4)
    package static let interrupted = ExitStatus(rawValue: 130)
}
