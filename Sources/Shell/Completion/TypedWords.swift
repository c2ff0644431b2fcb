/// The words of a line that is being typed, with the one at the cursor apart.
struct TypedWords {
    /// How the word at the cursor is quoted so far.
    enum Quote: Hashable {
        case none, single, double
    }

    /// The words before it, unquoted.
    private(set) var words: [String] = []
    /// The word at the cursor as far as it is typed, unquoted.
    private(set) var current = ""
    /// Where it begins, in UTF-8 bytes, its quote included.
    private(set) var currentStart = 0
    private(set) var quote = Quote.none

    /// - Parameter text: the line up to the cursor. Only its last command counts.
    init(_ text: String) {
        let bytes = Array(text.utf8)
        var word: [UInt8] = []
        var isInWord = false
        var index = 0
        func byte(_ offset: Int) -> UInt8? { index + offset < bytes.count ? bytes[index + offset] : nil }
        while index < bytes.count {
            let byteHere = bytes[index]
            if !isInWord, !Self.isBlank(byteHere) {
                isInWord = true
                currentStart = index
            }
            switch (quote, byteHere) {
            case (.none, _) where Self.isBlank(byteHere):
                if isInWord { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
                isInWord = false
            case (.none, UInt8(ascii: ";")):
                words = []
                word = []
                isInWord = false
            case (.none, UInt8(ascii: "'")): quote = .single
            case (.none, UInt8(ascii: "\"")): quote = .double
            case (.single, UInt8(ascii: "'")), (.double, UInt8(ascii: "\"")): quote = .none
            case (.none, UInt8(ascii: "\\")):
                if let next = byte(1), " '\"".utf8.contains(next) {
                    word.append(next)
                    index += 1
                } else {
                    word.append(byteHere)
                }
            case (.double, UInt8(ascii: "\\")):
                if let next = byte(1), next == UInt8(ascii: "\"") || next == UInt8(ascii: "$") {
                    word.append(next)
                    index += 1
                } else {
                    word.append(byteHere)
                }
            default: word.append(byteHere)
            }
            index += 1
        }
        if !isInWord { currentStart = bytes.count }
        current = String(decoding: word, as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
