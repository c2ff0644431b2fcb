/// What a response means.
package enum Reply: Hashable, Sendable {
    /// `O.k.`: done.
    case ok
    /// `Error: ...`: not done, and why.
    case error
    /// Anything else: this is not the vendor's server, or not this version of it.
    case other

    /// The text of success.
    package static let okText = "O.k."

    package init(_ response: some Sequence<UInt8>) {
        if response.elementsEqual(Self.okText.utf8) {
            self = .ok
        } else if response.starts(with: "Error:".utf8) {
            self = .error
        } else {
            self = .other
        }
    }
}
