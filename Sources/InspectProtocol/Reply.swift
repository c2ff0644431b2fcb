/// What a response means; a ``SuccessRule`` decides it.
package enum Reply: String, Hashable, Sendable {
    /// Done.
    case ok
    /// Not done.
    case error

    /// The text of the vendor's servers for success.
    package static let okText = "O.k."

    package static let okBytes = Array(okText.utf8)
    /// What their errors begin with.
    package static let errorBytes = Array("Error:".utf8)
}
