/// Which local files a command takes.
enum FileSuffixes {
    /// - Returns: the endings of their names, none for all files; `nil` when the command takes no files.
    static func of(_ type: any ShellCommand.Type) -> [String]? {
        switch type.fullName {
        case "image": [".jpg", ".jpeg", ".tif", ".tiff"]
        case "elements": [".gxml"]
        case "replay", "record": [".jsonl"]
        // A slash ends no name, so only folders are left.
        case "session list": ["/"]
        case let name where name.hasPrefix("session "): [".jsonl"]
        case "source": [".ipcsh"]
        default: nil
        }
    }
}
