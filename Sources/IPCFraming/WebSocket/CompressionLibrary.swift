import CZlib

/// What compresses messages.
package enum CompressionLibrary {
    /// The version of the library that is linked.
    package static var version: String { zlibVersion().map { String(cString: $0) } ?? "unknown" }
}
