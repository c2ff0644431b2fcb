import IPCFraming

/// What must not be kept of a line that a person has typed: passwords and keys in WebSocket addresses, and the values of
/// headers.
enum SecretsInLine {
    private static let header = "--header"

    /// The line with `***` in their place.
    static func hidden(in line: String) -> String {
        guard line.contains("://") || line.contains("--h") else { return line }
        var result = ""
        var rest = line[...]
        while !rest.isEmpty {
            if let end = headerEnd(rest) {
                result += hiddenHeader(rest[..<end])
                rest = rest[end...]
            } else if rest.hasPrefix("ws://") || rest.hasPrefix("wss://") {
                let end = wordEnd(rest, quote: result.last.flatMap { isQuote($0) ? $0 : nil })
                result += SecretsInURL.hidden(in: String(rest[..<end]))
                rest = rest[end...]
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }

    /// - Returns: where the option and its value end; `nil` when it does not begin here.
    private static func headerEnd(_ text: Substring) -> String.Index? {
        // Options may be cut short.
        let option = text.prefix { $0.isLetter || $0 == "-" }
        guard option.hasPrefix("--h"), header.hasPrefix(option) else { return nil }
        let value = text.dropFirst(option.count)
        guard value.first == "=" || value.first?.isWhitespace == true else { return nil }
        return wordEnd(value.drop { $0 == "=" || $0.isWhitespace }, quote: nil)
    }

    private static func hiddenHeader(_ text: Substring) -> String {
        guard let colon = text.firstIndex(of: ":") else { return String(text) }
        let name = String(text[...colon])
        // A quote before the name ends behind the value.
        let open = ["'", "\""].first { quote in name.filter { "\($0)" == quote }.count % 2 == 1 }
        return name + SecretsInURL.cover + (open ?? "") + (text.last == ";" ? ";" : "")
    }

    /// Where a word of the shell ends: at the blank behind it.
    ///
    /// - Parameter surrounding: the quote that it stands in, which ends it then.
    private static func wordEnd(_ text: Substring, quote surrounding: Character?) -> String.Index {
        var quote = surrounding
        var isEscaped = false
        for index in text.indices {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                guard character == open else { continue }
                if surrounding != nil { return index }
                quote = nil
            } else if isQuote(character) {
                quote = character
            } else if character.isWhitespace {
                return index
            }
        }
        return text.endIndex
    }

    private static func isQuote(_ character: Character) -> Bool { character == "'" || character == "\"" }
}
