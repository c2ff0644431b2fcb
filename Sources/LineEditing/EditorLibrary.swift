import CLibEdit

/// What edits lines.
package enum EditorLibrary {
    /// The version of its interface; the library itself does not tell its own.
    package static var version: String { "\(LIBEDIT_MAJOR).\(LIBEDIT_MINOR)" }
}
