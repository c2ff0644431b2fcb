/// Why a request terminates the vendor's server: nobody answers, and the port is dead until a person restarts it.
package struct Termination: Error, Hashable, Sendable, CustomStringConvertible {
    /// In plain words: "the message is a number".
    package var cause: String
    /// The exception that ends the server's Python script.
    package var exception: String

    package init(_ cause: String, exception: String) {
        self.cause = cause
        self.exception = exception
    }

    /// One line, with nothing in it that the request's sender chose.
    package var description: String { "\(cause) (\(exception))" }

    /// A single `0x1A`, which is meant to stop the server.
    package static let abort = Termination(
        "Ctrl-Z alone stops it",
        exception: "NameError: name 'sys' is not defined"
    )

    /// A character that two reads share.
    ///
    /// - Parameter boundary: the first byte of the second read, counted in the request.
    package static func straddling(_ boundary: Int) -> Termination {
        Termination(
            "a character straddles bytes \(boundary - 1) and \(boundary), where two reads meet",
            exception: "UnicodeDecodeError: unexpected end of data"
        )
    }

    /// A byte that no UTF-8 has there.
    package static func notUTF8(_ offset: Int) -> Termination {
        Termination("byte \(offset) is not UTF-8", exception: "UnicodeDecodeError: 'utf-8' codec can't decode byte")
    }
}
