/// The program's version.
package enum Version {
    package static let current = "0.1.0"
    /// When that was released, for the manual page.
    package static let date = "2026-11-22"
}
