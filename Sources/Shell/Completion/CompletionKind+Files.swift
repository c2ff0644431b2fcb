import ArgumentParser

extension CompletionKind {
    static let images = files("jpg", "jpeg", "tif", "tiff")
    static let elements = files("gxml")
    static let sessions = files("jsonl")
    static let scripts = files("ipcsh")

    /// Files with these endings; system shells look at the case of the letters.
    private static func files(_ endings: String...) -> CompletionKind {
        .file(extensions: endings + endings.map { $0.uppercased() })
    }
}
