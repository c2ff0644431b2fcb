import Texts

extension TextDifference {
    /// How the parts that differ stand out.
    package enum Style: Sendable {
        /// `[-removed-]` and `{+added+}`; where the texts have such marks, a backslash stands in them: `[\-`.
        case plain
        /// The same in red and green.
        case colored
    }

    /// How much of what is the same is shown on either side of what differs, in characters.
    static let contextLength = 40
    /// How much is shown of a part that differs.
    static let longestPart = 160
    /// Where the rest is left out.
    static let longestText = 1000

    /// Whether there is something in common, so that marks show more than the two texts one after the other do, or
    /// they look alike.
    package var isTelling: Bool {
        if segments.count == 2, segments[0].kind == .removed, segments[1].kind == .added {
            return VisibleText.lookAlike(segments[0].bytes, segments[1].bytes)
        }
        return segments.contains { segment in
            segment.kind == .same
                && segment.bytes.prefix(Self.contextLength).contains { byte in
                    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte >= 0x80
                }
        }
    }

    /// One row: what differs, marked, and what stands around it; empty when nothing differs. Safe for terminals.
    package func text(_ style: Style = .plain) -> String {
        if segments.count == 1, segments[0].kind == .same { return "" }
        var text = ""
        for (index, segment) in segments.enumerated() {
            if text.utf8.count > Self.longestText {
                let rest = segments[index...].count { $0.kind != .same }
                if rest > 0 { text += "... (\(rest) more)" }
                break
            }
            switch segment.kind {
            case .same:
                text += same(segment.bytes, isFirst: index == 0, isLast: index == segments.count - 1)
            case .removed:
                let next = index + 1 < segments.count ? segments[index + 1] : nil
                let looksAlike = next?.kind == .added && VisibleText.lookAlike(segment.bytes, next?.bytes ?? [])
                text += marked("[-", part(segment.bytes, looksAlike), "-]", "\u{1B}[31m", style)
            case .added:
                let last = index > 0 ? segments[index - 1] : nil
                let looksAlike = last?.kind == .removed && VisibleText.lookAlike(last?.bytes ?? [], segment.bytes)
                text += marked("{+", part(segment.bytes, looksAlike), "+}", "\u{1B}[32m", style)
            }
        }
        return text
    }

    private func same(_ bytes: ArraySlice<UInt8>, isFirst: Bool, isLast: Bool) -> String {
        let headCount = isFirst ? 0 : Self.contextLength
        let tailCount = isLast ? 0 : Self.contextLength
        let head = VisibleText.head(bytes, headCount)
        let tail = VisibleText.tail(bytes, tailCount)
        // What is left out takes more room than the dots.
        if tail.startIndex - head.endIndex <= 3 { return VisibleText.text(bytes, .quoted) }
        return VisibleText.text(head, .quoted) + "..." + VisibleText.text(tail, .quoted)
    }

    private func part(_ bytes: ArraySlice<UInt8>, _ looksAlike: Bool) -> String {
        let head = VisibleText.head(bytes, Self.longestPart)
        let text = VisibleText.text(head, looksAlike ? .exact : .marked)
        return head.count == bytes.count ? text : "\(text)... (\(bytes.count) bytes)"
    }

    private func marked(_ start: String, _ text: String, _ end: String, _ color: String, _ style: Style) -> String {
        switch style {
        case .plain: start + text + end
        case .colored: color + start + text + end + "\u{1B}[0m"
        }
    }
}
