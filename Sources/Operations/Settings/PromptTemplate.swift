/// The prompt as `set prompt` has it: texts, and parts that stand for what is so now.
package struct PromptTemplate: Hashable, Sendable {
    package static let standard = PromptTemplate(text: "%h%r%?>", pieces: [.server, .recording, .status, .text(">")])

    package enum Piece: Hashable {
        case text(String)
        case server, recording, status
    }

    package let text: String
    package let pieces: [Piece]

    private init(text: String, pieces: [Piece]) {
        self.text = text
        self.pieces = pieces
    }

    /// - Returns: `nil` when a `%` stands before something that it has no meaning for.
    package init?(_ text: String) {
        var pieces: [Piece] = []
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "%" else {
                pieces.append(.text(String(scalar)))
                continue
            }
            switch scalars.popFirst() {
            case "%": pieces.append(.text("%"))
            case "h": pieces.append(.server)
            case "r": pieces.append(.recording)
            case "?": pieces.append(.status)
            default: return nil
            }
        }
        self.init(text: text, pieces: pieces)
    }
}
