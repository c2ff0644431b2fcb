import Platform
import Texts

/// A file of a folder of sessions.
package struct SessionListing: Sendable {
    package var path: String
    /// When it was changed last, in seconds since the epoch.
    package var modified: Int
    /// What it holds, or what is wrong with it.
    package var summary: Result<SessionSummary, SessionError>

    /// When it was recorded, in ISO 8601: by its header or, where that says nothing of use, when it was changed last.
    package var created: String {
        if case .success(let summary) = summary, summary.header.created.utf8.count == 20,
            summary.header.created.utf8.first.map({ 0x30...0x39 ~= $0 }) == true
        {
            return summary.header.created
        }
        return Timestamp(seconds: modified).iso8601
    }
}

extension SessionFolder {
    /// A folder of a person's choice.
    package init(path: String) {
        self.path = path
    }

    package var exists: Bool { Folder.exists(path) }

    /// All files whose names are those of sessions, newest first.
    ///
    /// - Parameter isCancelled: asked now and then; the list then is `nil`.
    /// - Throws: ``SessionError`` when the folder cannot be read. What is wrong with a file stands in the list.
    package func list(isCancelled: () -> Bool) throws(SessionError) -> [SessionListing]? {
        var listings: [SessionListing] = []
        for name in try names() where Self.isSessionName(name) {
            guard let listing = Self.listing("\(path)/\(name)", isCancelled) else { return nil }
            listings.append(listing)
        }
        // By the name where the time is the same: it begins with the local time, and ends with the process.
        return listings.map { ($0.created, $0) }
            .sorted { ($0.0, $0.1.path) > ($1.0, $1.1.path) }
            .map(\.1)
    }

    private static func listing(_ path: String, _ isCancelled: () -> Bool) -> SessionListing? {
        let status = FileStatus(path: path)
        let modified = status?.modified.seconds ?? 0
        // Whatever is no regular file might let its reader wait for ever.
        guard status?.kind == .regular else {
            let error = SessionError(path: path, reason: "not a regular file")
            return SessionListing(path: path, modified: modified, summary: .failure(error))
        }
        do throws(SessionError) {
            guard let summary = try SessionSummary(path: path, isCancelled: isCancelled) else { return nil }
            return SessionListing(path: path, modified: modified, summary: .success(summary))
        } catch {
            return SessionListing(path: path, modified: modified, summary: .failure(error))
        }
    }

    private func names() throws(SessionError) -> [String] {
        try SessionError.naming(path, "cannot be listed") { () throws(SystemError) in try Folder.names(in: path) }
    }
}
