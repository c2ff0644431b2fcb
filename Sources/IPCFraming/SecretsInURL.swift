/// What must not be shown of a URL that a person has written, however wrong it is.
package enum SecretsInURL {
    package static let cover = "***"
    /// How the names of parameters end whose values are secrets.
    private static let names = ["apikey", "key", "token", "password", "secret"]

    /// The text without what stands before an `@`, and without the values of secrets in a query.
    package static func hidden(in text: String) -> String {
        if text.hasPrefix("unix:") { return text }
        let rest = text[(text.firstRange(of: "://")?.upperBound ?? text.startIndex)...]
        let authority = rest.prefix { !"/?#".contains($0) }
        // Of a password with such a character, the `@` comes behind it.
        let end = authority.contains("@") ? authority.endIndex : rest.endIndex
        let start = rest[..<end].lastIndex(of: "@").map { rest.index(after: $0) }
        let shown = start.map { cover + "@" + rest[$0...] } ?? String(rest)
        return text[..<rest.startIndex] + hidden(inTarget: shown)
    }

    /// The same of path and query alone.
    static func hidden(inTarget target: String) -> String {
        guard let mark = target.firstIndex(of: "?") else { return target }
        var result = String(target[...mark])
        var rest = target[mark...].dropFirst()
        while !rest.isEmpty {
            let parameter = rest.prefix { $0 != "&" && $0 != ";" }
            let sides = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            result += sides.count == 2 && isSecret(sides[0]) ? "\(sides[0])=\(cover)" : parameter
            rest = rest[parameter.endIndex...]
            if let separator = rest.popFirst() { result.append(separator) }
        }
        return result
    }

    private static func isSecret(_ name: Substring) -> Bool {
        let name = WebSocketAddress.unescaped(name).lowercased()
        return names.contains { name.hasSuffix($0) }
    }
}
