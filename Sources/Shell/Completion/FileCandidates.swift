import Platform
import ShellLanguage

/// Local files and folders, as candidates.
struct FileCandidates {
    /// For whom names are quoted.
    enum Reader {
        case language, systemShell
        /// Names are not quoted.
        case nobody
    }

    /// The endings of names to offer, without their dots and whatever their case; none for all.
    var endings: [String] = []
    /// Whether only folders are wanted.
    var foldersOnly = false
    /// The folder that `~` stands for.
    var home: String?
    /// Whether the command understands a `~`; else the folder takes its place.
    var keepsTilde = false
    var reader = Reader.language

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
        let path = (home.map { "\($0)/" } ?? "") + folder
        return entries(in: path, beginning: Array(beginning.utf8)).compactMap { bytes, isFolder in
            // What is not UTF-8 could not be typed.
            guard let name = String(validating: bytes, as: UTF8.self) else { return nil }
            let isOption = folder.isEmpty && home == nil && name.utf8.first == UInt8(ascii: "-")
            let path = (isOption ? "./" : folder) + name
            let insertion = quoted(path, quote, isOpen: isFolder)
            return .init(
                insertion: home == nil ? insertion : "~/" + insertion,
                display: name,
                isFinal: !isFolder,
                plain: home == nil ? path : "~/" + path
            )
        }
    }

    /// What is wanted of a folder, sorted; the names of folders end in a slash.
    private func entries(in path: String, beginning: [UInt8]) -> [Entry] {
        guard var all = try? Folder.Entries(of: path.isEmpty ? "." : path) else { return [] }
        let showsHidden = beginning.first == UInt8(ascii: ".")
        var result: [Entry] = []
        while let (name, kind) = all.nextEntry() {
            guard name.starts(with: beginning), showsHidden || name.first != UInt8(ascii: ".") else { continue }
            var isFolder = kind == .folder
            // A look at each file of a large folder would take longer than a person likes to wait.
            if kind == .link || kind == nil {
                guard let kind = FileStatus(path: path + String(decoding: name, as: UTF8.self))?.kind else { continue }
                isFolder = kind == .folder
            }
            if isFolder {
                result.append((name + [UInt8(ascii: "/")], true))
            } else if isWanted(name) {
                result.append((name, false))
            }
        }
        return Self.sorted(result)
    }

    private typealias Entry = (name: [UInt8], isFolder: Bool)

    /// By the bytes of the names.
    ///
    /// To compare whole names would take most of the time in a large folder, where many begin alike: the eight bytes
    /// behind what all have in common are compared as one number.
    private static func sorted(_ entries: [Entry]) -> [Entry] {
        guard let first = entries.first?.name else { return [] }
        var common = first.count
        for (name, _) in entries {
            var count = 0
            while count < common, count < name.count, name[count] == first[count] { count += 1 }
            common = count
        }
        let keys = entries.indices.map { index in
            let name = entries[index].name
            var key: UInt64 = 0
            for place in common..<(common + 8) { key = key << 8 | UInt64(place < name.count ? name[place] : 0) }
            return (key: key, index: index)
        }
        return keys.sorted { left, right in
            left.key != right.key
                ? left.key < right.key
                : entries[left.index].name.lexicographicallyPrecedes(entries[right.index].name)
        }
        .map { entries[$0.index] }
    }

    private func isWanted(_ name: [UInt8]) -> Bool {
        if foldersOnly || endings.isEmpty { return !foldersOnly }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let ending = name[(dot + 1)...].lazy.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
        return endings.contains { $0.utf8.elementsEqual(ending) }
    }

    private func quoted(_ path: String, _ quote: TypedWords.Quote, isOpen: Bool) -> String {
        switch reader {
        case .nobody: path
        case .language: Self.quoted(path, quote, isOpen: isOpen)
        case .systemShell: Self.quoted(path, quote, isOpen: isOpen, isPlain: Self.isPlainToSystemShells)
        }
    }

    private static func isPlainToSystemShells(_ path: String) -> Bool {
        path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "+")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "%"),
                UInt8(ascii: ":"), UInt8(ascii: "="), 0x80...:
                true
            default: false
            }
        }
    }

    /// A path as a word of the shell's language.
    ///
    /// - Parameters:
    ///   - isOpen: whether more of the word follows, so that its quote stays open.
    ///   - isPlain: whether what needs no quotes in the language needs none.
    static func quoted(
        _ path: String,
        _ quote: TypedWords.Quote,
        isOpen: Bool,
        isPlain: (String) -> Bool = { _ in true }
    ) -> String {
        let word = Quoting.word(path)
        if word == path, quote == .none, isPlain(path) { return path }
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
