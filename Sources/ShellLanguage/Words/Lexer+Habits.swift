extension Lexer {
    /// Tells of characters at the start of a word, or of an option's value, that editors and web pages put in place of
    /// those that were typed.
    mutating func checkStart(of place: String) {
        guard byte >= 0x80, let scalar = scalar(at: index) else { return }
        if Habit.isDash(scalar) {
            let rest = plainRest(index + UTF8.width(scalar))
            let option = rest.utf8.count > 1 ? "--\(rest)" : "-\(rest)"
            let text = "\(scalar)\(rest)"
            report(
                "'\(text)' begins with a dash of another kind (\(scalar.code)): write '\(option)', or '\(text)' in quotes",
                at: position
            )
        } else if Habit.isCurlyQuote(scalar) {
            report(
                "\(place) begins with a curly quote (\(scalar) \(scalar.code)): write \" or ' in its place",
                at: position
            )
        }
    }

    /// Tells of a character, outside of quotes, that looks like a blank or like nothing.
    mutating func checkVisible(_ word: inout OpenWord) {
        guard !word.hasInvisible, let scalar = scalar(at: index), let name = Habit.invisibleName(of: scalar) else {
            return
        }
        word.hasInvisible = true
        report("\(name) (\(scalar.code)) stands here: write a blank or nothing, or put it in quotes", at: position)
    }

    /// Tells of an operator of other shells that is written right behind a word.
    mutating func checkEnd(_ word: OpenWord) {
        guard case .text(let text, isQuoted: false) = word.parts.last, let last = text.utf8.last,
            "&|<>".utf8.contains(last)
        else { return }
        let sign = String(text.reversed().prefix { "&|<>".contains($0) }.reversed())
        // The one of `time < 500ms` or `json /a > 3`, which stands alone, and an arrow.
        if word.parts.count == 1, text == "<" || text == ">" { return }
        if sign == ">", text.hasSuffix("->") || text.hasSuffix("=>") { return }
        report(
            "'\(sign)' stands right behind a word: put a blank before it or, if it is text, quotes around it",
            at: position
        )
    }

    /// Tells of `$(...)` or `` `...` ``, and goes behind it.
    mutating func refuseSubstitution() {
        let isDollar = byte == UInt8(ascii: "$")
        report(
            "\(isDollar ? "$(...)" : "`...`") runs no command here: '!COMMAND' runs one, -D NAME=VALUE takes a value from "
                + "the system's shell (in single quotes it is text)",
            at: position
        )
        var depth = 0
        index += isDollar ? 2 : 1
        while index < bytes.count, lineEnd() == nil {
            let byte = bytes[index]
            // A quote that is open around it still has to be closed.
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return }
            index += 1
            if !isDollar, byte == UInt8(ascii: "`") { return }
            if isDollar, byte == UInt8(ascii: "(") { depth += 1 }
            if isDollar, byte == UInt8(ascii: ")") {
                if depth == 0 { return }
                depth -= 1
            }
        }
    }

    /// Whether a word, up to the backslash that the cursor stands at, looks like a folder of Windows.
    func isFolder(_ word: OpenWord) -> Bool {
        let text = bytes[word.start..<index]
        guard let first = text.first else { return false }
        let isDrive = text.count >= 2 && text[word.start + 1] == UInt8(ascii: ":") && (first | 0x20).isLetter
        return isDrive || text.contains(UInt8(ascii: "\\"))
    }

    private func scalar(at index: Int) -> Unicode.Scalar? {
        var iterator = bytes[index..<min(index + 4, bytes.count)].makeIterator()
        var decoder = UTF8()
        if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
        return nil
    }

    /// The rest of a word, as far as nothing in it has a meaning.
    private func plainRest(_ start: Int) -> String {
        let rest = bytes[min(start, bytes.count)...].prefix { $0 > 0x20 && !";'\"$`".utf8.contains($0) }
        return String(decoding: rest, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    /// `U+00A0`
    fileprivate var code: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

extension UInt8 {
    /// Whether it is a small letter of ASCII.
    fileprivate var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
}
