/// Rewrites the beginning of a path from this machine's to the server's.
package struct PathMap: Hashable, Sendable {
    package var local: String
    package var remote: String

    /// Reads `LOCAL=REMOTE`: `/mnt/c/=C:/`.
    package init?(_ text: String) {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
        local = String(text[..<equals])
        remote = String(text[text.index(after: equals)...])
    }

    package var text: String { "\(local)=\(remote)" }

    /// The path on the server: by the map with the longest matching beginning, or as it is when none matches.
    package static func remotePath(_ path: String, _ maps: [PathMap]) -> String {
        if maps.isEmpty { return path }
        let map = maps.filter { path.hasPrefix($0.local) }.max { $0.local.count < $1.local.count }
        guard let map else { return path }
        return map.remote + path.dropFirst(map.local.count)
    }
}
