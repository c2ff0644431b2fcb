import Platform
import ShellLanguage

/// Local files and folders, as candidates.
struct FileCandidates {
    /// The endings of names to offer, without their dots and whatever their case; none for all.
    var endings: [String] = []
    /// Whether only folders are wanted.
    var foldersOnly = false
    /// The folder that `~` stands for.
    var home: String?
    /// Whether the command understands a `~`; else the folder takes its place.
    var keepsTilde = false
    /// Whether the names are quoted where the shell's language needs it.
    var quotes = true

    /// - Parameters:
    ///   - typed: the beginning of a path, unquoted.
    ///   - quote: how it is quoted so far.
    ///   - beginsWithTilde: whether it begins with a `~` that is not quoted.
    func matching(
        _ typed: String,
        quote: TypedWords.Quote,
        beginsWithTilde: Bool = false
    ) -> [CompletionAnswer.Candidate] {
        guard beginsWithTilde, let home, typed == "~" || typed.hasPrefix("~/") else {
            return matching(typed, quote: quote, below: nil)
        }
        if typed == "~" { return [.init(insertion: "~/", display: "~/", isFinal: false)] }
        if keepsTilde { return matching(String(typed.dropFirst(2)), quote: quote, below: home) }
        return matching(home + typed.dropFirst(), quote: quote, below: nil)
    }

    /// - Parameter home: the folder where the path begins; `nil` for the working one.
    private func matching(
        _ typed: String,
        quote: TypedWords.Quote,
        below home: String?
    ) -> [CompletionAnswer.Candidate] {
        let slash = typed.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(typed[...$0]) } ?? ""
        let beginning = slash.map { String(typed[typed.utf8.index(after: $0)...]) } ?? typed
        let base = home.map { "\($0)/" } ?? ""
        return names(in: base + folder)
            .filter { Self.begins($0, beginning) && (!$0.hasPrefix(".") || beginning.hasPrefix(".")) }
            .sorted()
            .compactMap { name in
                guard let isFolder = isFolder(base + folder + name), isFolder || isWanted(name) else { return nil }
                let isOption = folder.isEmpty && home == nil && name.hasPrefix("-")
                let path = (isOption ? "./" : folder) + name + (isFolder ? "/" : "")
                return .init(
                    insertion: (home == nil ? "" : "~/")
                        + (quotes ? Self.quoted(path, quote, isOpen: isFolder) : path),
                    display: isFolder ? name + "/" : name,
                    isFinal: !isFolder,
                    plain: (home == nil ? "" : "~/") + path
                )
            }
    }

    /// Scalars are compared, not characters: a letter and its accent may be typed apart.
    private static func begins(_ name: String, _ beginning: String) -> Bool {
        name.unicodeScalars.starts(with: beginning.unicodeScalars)
    }

    private func names(in folder: String) -> [String] {
        // What is not UTF-8 could not be typed.
        let names = (try? Folder.names(in: folder.isEmpty ? "." : folder)) ?? []
        return names.filter { !$0.unicodeScalars.contains("\u{FFFD}") }
    }

    /// `nil` for what is neither a file nor a folder, or gone.
    private func isFolder(_ path: String) -> Bool? {
        FileStatus(path: path).map { $0.kind == .folder }
    }

    private func isWanted(_ name: String) -> Bool {
        let lowercased = name.lowercased()
        return !foldersOnly && (endings.isEmpty || endings.contains { lowercased.hasSuffix(".\($0)") })
    }

    /// A path as a word of the shell's language.
    ///
    /// - Parameter isOpen: whether more of the word follows, so that its quote stays open.
    static func quoted(_ path: String, _ quote: TypedWords.Quote, isOpen: Bool) -> String {
        let word = Quoting.word(path)
        if word == path, quote == .none { return path }
        let hasQuote = path.unicodeScalars.contains("'")
        // A backquote is text in single quotes only.
        if quote == .double && !path.utf8.contains(UInt8(ascii: "`")) || isOpen && hasQuote {
            // A backslash before the closing quote would quote that.
            return isOpen || path.utf8.last != UInt8(ascii: "\\") ? doubleQuoted(path, isOpen) : word
        }
        return hasQuote ? word : isOpen ? "'\(path)" : Quoting.quoted(path)
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
