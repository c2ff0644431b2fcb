/// Where exchanges are to be recorded.
package enum Recording: Hashable, Sendable {
    /// In a new file of the session folder.
    case automatic
    /// In this file, appending to it.
    case file(String)
    case off
}
