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

    package static let okBytes = Array(okText.utf8)
    private static let errorBytes = Array("Error:".utf8)

    package init(_ response: [UInt8]) {
        self = response.withUnsafeBufferPointer { Reply($0) }
    }

    package init(_ response: UnsafeBufferPointer<UInt8>) {
        if response.count == Self.okBytes.count, response.elementsEqual(Self.okBytes) {
            self = .ok
        } else if response.count >= Self.errorBytes.count, response.starts(with: Self.errorBytes) {
            self = .error
        } else {
            self = .other
        }
    }
}
