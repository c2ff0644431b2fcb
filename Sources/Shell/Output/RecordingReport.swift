import MockServer

/// How much of a server's exchanges is recorded, in words.
enum RecordingReport {
    /// `99 of 300 recorded in J: no space left on device`
    ///
    /// - Parameter path: the file.
    static func line(_ status: RecordingStatus, in path: String) -> String {
        "\(status.recorded) of \(status.total) recorded in \(path)\(status.reason.map { ": \($0)" } ?? "")"
    }
}
