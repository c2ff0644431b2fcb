import Glibc

enum Fuzz {
    /// Whether there is time for many rounds.
    static let isLong = getenv("IPCSH_LONG_TESTS") != nil
}
