import TestSupport

extension Sandbox {
    /// Starts a mock server or a proxy in a process of its own, on a free port.
    ///
    /// - Parameter preparation: what the system's shell does first: `ulimit -f 8`, say.
    /// - Returns: also where it listens.
    func startServer(_ arguments: [String], preparation: String = "") throws -> (process: Subprocess, endpoint: String)
    {
        let words = [program] + arguments + ["--listen", "127.0.0.1:0"]
        let shell = preparation.isEmpty ? #"exec "$0" "$@""# : #"\#(preparation); exec "$0" "$@""#
        let server = try Subprocess("/bin/sh", ["-c", shell] + words, environment: environment, directory: work)
        let notice = try server.waitForError("\n")
        return (server, notice.prefix { $0 != "\n" }.split(separator: " ").last.map(String.init) ?? "")
    }
}
