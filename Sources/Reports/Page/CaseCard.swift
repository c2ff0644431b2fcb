import Replay
import WireJSON

/// A case that did not pass, on a page: what was sent, what was expected and what came, side by side.
struct CaseCard {
    /// The most members that are told one by one.
    private static let mostMembers = 30

    let result: CaseResult
    /// Its place among all cases, from 0.
    let index: Int
    let suite: Int
    let subject: ReportSubject

    func html(isOpen: Bool) -> String {
        let word = result.outcome.word
        return """
            <article class="card \(word)" id="c\(index)" data-outcome="\(word)" data-suite="\(suite)">
            <details\(isOpen ? " open" : "")>
            <summary><span class="badge">\(MarkupText.escaped(badge))</span>\
            <span class="name">\(PageText.inline(result.name))</span>\
            <span class="suite">\(PageText.inline(result.suite))</span>\
            <span class="ms">\(times)</span></summary>
            <div class="body">
            \(bodyText)</div>
            </details>
            </article>

            """
    }

    private var badge: String {
        switch result.outcome {
        case .different(let trouble) where trouble.type != "different": trouble.type
        case .failed(let trouble): trouble.type
        case .same, .different, .skipped: subject.words.badges[result.outcome.kind.rawValue]
        }
    }

    private var times: String {
        var parts: [String] = []
        if result.seconds > 0 { parts.append(PageNumber.time(result.seconds)) }
        if let recorded = result.recordedSeconds { parts.append("was \(PageNumber.time(recorded))") }
        return parts.joined(separator: " &middot; ")
    }

    private var bodyText: String {
        guard let difference = result.difference else { return trouble }
        var text = "<h3>Request</h3>\n<pre class=\"text\">\(request(difference))</pre>\n"
        for finding in difference.findings { text += html(finding) }
        if let response = result.response {
            text += "<h3>Response</h3>\n<pre class=\"text\">\(PageText.block(response))</pre>\n"
        }
        if !result.note.isEmpty { text += "<p class=\"reason soft\">\(PageText.inline(result.note))</p>\n" }
        if case .failed(let trouble) = result.outcome, !subject.words.showsAll {
            text += "<h3>Why</h3>\n<p class=\"reason\">\(PageText.inline(trouble.message))</p>\n"
        }
        return text
    }

    /// Without values, the lines that tell of it.
    private var trouble: String {
        guard let trouble = result.trouble else {
            guard case .skipped(let reason) = result.outcome else { return "" }
            return "<p class=\"reason\">\(PageText.inline(reason))</p>\n"
        }
        let lines = PageText.block(Array(trouble.lines.joined(separator: "\n").utf8))
        return "<p class=\"reason\">\(PageText.inline(trouble.message))</p>\n"
            + (trouble.lines == [trouble.message] ? "" : "<pre class=\"text\">\(lines)</pre>\n")
    }

    private func request(_ difference: ExchangeDifference) -> String {
        difference.requestBytes.isEmpty
            ? PageText.inline(difference.request) : PageText.block(difference.requestBytes)
    }

    private func html(_ finding: ExchangeDifference.Finding) -> String {
        let head =
            "<thead><tr><th>\(MarkupText.escaped(subject.sides.expected))</th>"
            + "<th>\(MarkupText.escaped(subject.sides.actual))</th></tr></thead>"
        let title = "<h3>Difference\(finding.place.map { " in \(PageText.inline($0))" } ?? "")</h3>"
        guard let texts = finding.texts else {
            return "\(title)\n<table class=\"sides\">\(head)<tbody><tr class=\"changed\">"
                + "<td><del>\(PageText.inline(finding.expected))</del></td>"
                + "<td><ins>\(PageText.inline(finding.actual))</ins></td></tr></tbody></table>\n"
        }
        return "\(title)\n\(members(texts))<table class=\"sides\">\(head)<tbody>\n"
            + texts.rows.map(html).joined() + "</tbody></table>\n"
    }

    private func members(_ texts: ResponseDifference) -> String {
        guard case .members(let members, _, _) = texts.form else { return "" }
        var text = "<ul class=\"members\">\n"
        for member in members.prefix(Self.mostMembers) {
            let pointer = member.pointer.description
            text += "<li>" + (pointer.isEmpty ? "" : "<code>\(PageText.inline(pointer))</code>")
            if let expected = member.expected { text += "<del>\(Self.value(expected))</del>" }
            if member.expected != nil, member.actual != nil { text += " &rarr; " }
            if let actual = member.actual { text += "<ins>\(Self.value(actual))</ins>" }
            if let distance = member.distance { text += "<b>\(MarkupText.escaped(distance))</b>" }
            text += "</li>\n"
        }
        let rest = members.count - Self.mostMembers
        if rest > 0 { text += "<li class=\"soft\">\(rest) more</li>\n" }
        return text + "</ul>\n"
    }

    private static func value(_ value: JSONValue) -> String {
        let bytes = JSONWriter.compact.bytes(of: value)
        return PageText.inline(String(decoding: bytes.prefix(200), as: UTF8.self) + (bytes.count > 200 ? "..." : ""))
    }

    private func html(_ row: DifferenceRow) -> String {
        let (expected, actual) = (row.expected, row.actual)
        switch row.kind {
        case .same:
            return "<tr class=\"same\"><td>\(Self.line(expected))</td><td>\(Self.line(actual))</td></tr>\n"
        case .removed:
            return "<tr class=\"removed\"><td>\(Self.line(expected, "del"))</td><td></td></tr>\n"
        case .added:
            return "<tr class=\"added\"><td></td><td>\(Self.line(actual, "ins"))</td></tr>\n"
        case .changed:
            let pieces = TextDifference(expected?.text ?? [], actual?.text ?? []).pieces
            return "<tr class=\"changed\"><td>\(Self.marked(pieces, .removed, "del", expected))</td>"
                + "<td>\(Self.marked(pieces, .added, "ins", actual))</td></tr>\n"
        case .folded(let count):
            return "<tr class=\"folded\"><td colspan=\"2\">\(count) lines that are the same</td></tr>\n"
        case .cut:
            return "<tr class=\"folded\"><td colspan=\"2\">the rest is not shown</td></tr>\n"
        }
    }

    private static func line(_ line: DifferenceRow.Line?, _ mark: String? = nil) -> String {
        guard let line else { return "" }
        guard let mark else { return number(line) + PageText.block(line.text) }
        // The blanks of an indented line are no part of what differs.
        let indent = line.text.prefix { $0 == UInt8(ascii: " ") }
        let text = PageText.block(Array(line.text.dropFirst(indent.count)))
        return number(line) + String(decoding: indent, as: UTF8.self) + "<\(mark)>\(text)</\(mark)>"
    }

    private static func marked(
        _ pieces: [TextDifference.Piece],
        _ kind: TextDifference.Kind,
        _ mark: String,
        _ line: DifferenceRow.Line?
    ) -> String {
        var text = line.map(number) ?? ""
        for piece in pieces where piece.kind == .same || piece.kind == kind {
            let html = PageText.shown(piece.text)
            text += piece.kind == .same ? html : "<\(mark)>\(html)</\(mark)>"
        }
        return text
    }

    private static func number(_ line: DifferenceRow.Line) -> String {
        line.number.map { "<span class=\"number\">\($0)</span>" } ?? ""
    }
}
