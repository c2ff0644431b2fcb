/// Why a command did not do what was asked: one line for the user, and the status that the program ends with.
package struct Failure: Error, Hashable, Sendable {
    package var status: ExitStatus
    /// What, where, why and what to try; empty when the user has been told.
    package var message: String
    /// Whether the message says itself where in a script the trouble is.
    package var isPlaced = false

    package init(_ status: ExitStatus, _ message: String = "", isPlaced: Bool = false) {
        self.status = status
        self.message = message
        self.isPlaced = isPlaced
    }

    package static func usage(_ message: String) -> Failure { Failure(.usage, message) }
}
