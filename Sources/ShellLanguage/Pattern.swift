import Platform

/// File name patterns: `*`, `?`, `[...]`, and `~` at the start.
package enum Pattern {
    /// Whether an unquoted text may stand for other names than itself.
    package static func isNeeded(for text: String) -> Bool {
        hasWildcard(text) || text.utf8.first == UInt8(ascii: "~")
    }

    package static func hasWildcard(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
    }

    /// The files that a pattern names, sorted; none when nothing matches.
    ///
    /// - Parameter pattern: what was quoted is escaped in it by ``escape(_:)``.
    package static func files(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, GLOB_TILDE, nil, &result) == 0, let paths = result.gl_pathv else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { index in
            // A name that begins with a dash would be taken for an option.
            paths[index].map { String(cString: $0) }.map { $0.hasPrefix("-") ? "./" + $0 : $0 }
        }
    }

    /// A text that matches only itself.
    package static func escape(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            if character == "*" || character == "?" || character == "[" || character == "\\" { result += "\\" }
            result.unicodeScalars.append(character)
        }
        return result
    }
}
