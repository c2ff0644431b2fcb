import Texts

/// Why a text is no value of a type.
package struct ValueError: Error, Hashable, Sendable {
    /// What is wrong, and what is expected: `'x' is not a time: 5s, 250ms, 2m`.
    package var message: String
    /// Whether the message needs no option's name before it.
    package var isComplete: Bool

    package init(_ message: String, isComplete: Bool = false) {
        self.message = message
        self.isComplete = isComplete
    }

    /// The same as a failure of the user's.
    ///
    /// - Parameter name: the option, or the command, whose value it was to be.
    func failure(of name: String) -> Failure {
        .usage(isComplete ? message : "\(name): \(message)")
    }
}
