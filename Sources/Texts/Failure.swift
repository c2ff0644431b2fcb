/// Why a command did not do what was asked: one line for the user, and the status that the program ends with.
package struct Failure: Error, Hashable, Sendable {
    package var status: ExitStatus
    /// What, where, why and what to try; empty when the user has been told.
    package var message: String
    /// Whether the message says itself where in a script the trouble is.
    package var isPlaced = false
    /// Whether the text only lacks an end, so that more lines could make it right.
    package var isIncomplete = false

    package init(_ status: ExitStatus, _ message: String = "", isPlaced: Bool = false, isIncomplete: Bool = false) {
        self.status = status
        self.message = message
        self.isPlaced = isPlaced
        self.isIncomplete = isIncomplete
    }

    package static func usage(_ message: String) -> Failure { Failure(.usage, message) }
}
