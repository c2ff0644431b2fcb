import MockServer

extension RecordingStatus {
    /// `99 of 300 recorded in J: no space left on device`
    ///
    /// - Parameter path: the file.
    func text(in path: String) -> String {
        "\(recorded) of \(total) recorded in \(path)\(reason.map { ": \($0)" } ?? "")"
    }
}
