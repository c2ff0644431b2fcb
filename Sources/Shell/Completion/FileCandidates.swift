#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Local files and folders, as candidates.
struct FileCandidates {
    /// The endings of names to offer, whatever their case; none for all.
    let suffixes: [String]

    /// - Parameters:
    ///   - typed: the beginning of a path, unquoted.
    ///   - quote: how it is quoted so far.
    func matching(_ typed: String, quote: TypedWords.Quote) -> [CompletionAnswer.Candidate] {
        let slash = typed.lastIndex(of: "/")
        let folder = slash.map { String(typed[...$0]) } ?? ""
        let beginning = slash.map { String(typed[typed.index(after: $0)...]) } ?? typed
        return names(in: folder.isEmpty ? "." : folder)
            .filter { $0.hasPrefix(beginning) && (!$0.hasPrefix(".") || beginning.hasPrefix(".")) }
            .sorted()
            .compactMap { candidate(folder: folder, name: $0, quote: quote) }
    }

    private func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name, name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private func candidate(folder: String, name: String, quote: TypedWords.Quote) -> CompletionAnswer.Candidate? {
        let path = folder.isEmpty && name.hasPrefix("-") ? "./" + name : folder + name
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        if status.st_mode & S_IFMT == S_IFDIR {
            return .init(insertion: Self.quoted(path + "/", quote, isOpen: true), display: name + "/", isFinal: false)
        }
        let lowercased = name.lowercased()
        guard suffixes.isEmpty || suffixes.contains(where: { lowercased.hasSuffix($0) }) else { return nil }
        return .init(insertion: Self.quoted(path, quote, isOpen: false), display: name, isFinal: true)
    }

    /// A path as a word of the shell's language.
    ///
    /// - Parameter isOpen: whether more of the word follows, so that its quote stays open.
    static func quoted(_ path: String, _ quote: TypedWords.Quote, isOpen: Bool) -> String {
        let isPlain = path.unicodeScalars.allSatisfy { !" \t;'\"$\\*?[#~".unicodeScalars.contains($0) }
        switch quote {
        case .none where isPlain: return path
        case .single, .none:
            // In single quotes nothing but the quote itself has a meaning.
            if !path.contains("'") { return "'\(path)" + (isOpen ? "" : "'") }
            return doubleQuoted(path, isOpen)
        case .double: return doubleQuoted(path, isOpen)
        }
    }

    private static func doubleQuoted(_ path: String, _ isOpen: Bool) -> String {
        var text = "\""
        for scalar in path.unicodeScalars {
            if scalar == "\"" || scalar == "$" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text + (isOpen ? "" : "\"")
    }
}
