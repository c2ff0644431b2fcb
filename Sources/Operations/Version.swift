/// The program's version.
package enum Version {
    package static let current = "0.2.0"
    /// When that was released, for the manual page.
    package static let date = "2026-11-26"
}
