import Texts

/// The prompt as `set prompt` has it.
struct PromptTemplate: Hashable, Sendable {
    static let standard = PromptTemplate(text: "%h%r%?>", pieces: [.server, .recording, .status, .text(">")])

    private enum Piece: Hashable {
        case text(String)
        case server, recording, status
    }

    let text: String
    private let pieces: [Piece]

    private init(text: String, pieces: [Piece]) {
        self.text = text
        self.pieces = pieces
    }

    /// - Returns: `nil` when a `%` stands before something that it has no meaning for.
    init?(_ text: String) {
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

    /// What it comes to. A blank parts it from what is typed.
    func spans(server: String, isRecording: Bool, status: ExitStatus) -> [PromptSpan] {
        var spans: [PromptSpan] = []
        for piece in pieces {
            switch piece {
            case .text(let text): spans.append(PromptSpan(text))
            case .server: spans.append(PromptSpan(server))
            case .recording: if isRecording { spans.append(PromptSpan(" [rec]", .dim)) }
            case .status: if status != .ok { spans.append(PromptSpan(" [\(status.rawValue)]", .bad)) }
            }
        }
        if spans.last?.text.hasSuffix(" ") != true { spans.append(PromptSpan(" ")) }
        return spans
    }
}
