import Platform

/// Looks for the files that a pattern names.
package struct FileSearch {
    /// How many names are looked at between two looks at whether to go on.
    private static let interval = 256

    /// Whether to give up, because the user or the system wants it.
    private let shouldStop: () -> Bool
    private var found: [String] = []

    package init(shouldStop: @escaping () -> Bool) {
        self.shouldStop = shouldStop
    }

    /// The files that a pattern names, in the order of their bytes; none when nothing matches.
    ///
    /// - Throws: ``Failure`` when a name among them is not UTF-8, so that nobody could be asked for it, or when it was to
    ///   stop.
    package mutating func files(_ pattern: FilePattern) throws(Failure) -> [String] {
        found = []
        try search(pattern.components[...], in: "")
        // A name that begins with a dash would be taken for an option.
        return found.map { $0.hasPrefix("-") ? "./" + $0 : $0 }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// - Parameter path: what the components before have come to, with its slash.
    private mutating func search(_ components: ArraySlice<FilePattern>, in path: String) throws(Failure) {
        // What has no wildcards needs no search.
        var components = components
        var path = path
        while let text = components.first?.literal {
            components.removeFirst()
            path += components.isEmpty ? text : text + "/"
        }
        guard let pattern = components.popFirst() else {
            if FileStatus(path: path, followsLink: false) != nil { found.append(path) }
            return
        }
        for name in try names(in: path, pattern) {
            if components.isEmpty { found.append(path + name) } else { try search(components, in: "\(path)\(name)/") }
        }
    }

    private func names(in folder: String, _ pattern: FilePattern) throws(Failure) -> [String] {
        if shouldStop() { throw Failure(.interrupted) }
        guard var entries = try? Folder.Entries(of: folder.isEmpty ? "." : folder) else { return [] }
        var names: [String] = []
        var count = 0
        while let bytes = entries.next() {
            count += 1
            if count % Self.interval == 0, shouldStop() { throw Failure(.interrupted) }
            let name = String(decoding: bytes, as: UTF8.self)
            guard pattern.matches(name) else { continue }
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw .usage(
                    "the name of the file '\(folder)\(Self.escaped(bytes))' is not UTF-8 and cannot be sent: rename it"
                )
            }
            names.append(name)
        }
        return names
    }

    /// `caf\xE9.jpg`
    private static func escaped(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let code = String(byte, radix: 16, uppercase: true)
            return 0x20..<0x7F ~= byte ? String(Unicode.Scalar(byte)) : "\\x" + (code.utf8.count < 2 ? "0" : "") + code
        }
        .joined()
    }
}
