import Texts

extension TextDifference {
    /// A part as a person sees it.
    package struct Piece: Hashable, Sendable {
        package var kind: Kind
        /// With what a reader would not see as an escape.
        package var text: String
    }

    /// The parts, with code points in place of characters where two of them look alike.
    package var pieces: [Piece] {
        segments.indices.map { index in
            let segment = segments[index]
            let other: Segment? =
                switch segment.kind {
                case .same: nil
                case .removed: index + 1 < segments.count ? segments[index + 1] : nil
                case .added: index > 0 ? segments[index - 1] : nil
                }
            let looksAlike =
                other.map {
                    $0.kind != .same && $0.kind != segment.kind && VisibleText.lookAlike(segment.bytes, $0.bytes)
                }
                ?? false
            let text =
                looksAlike
                ? VisibleText.text(segment.bytes, .exact) : TerminalText.escaped(bytes: segment.bytes, lines: .kept)
            return Piece(kind: segment.kind, text: text)
        }
    }
}
