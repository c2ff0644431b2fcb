import Platform
import Texts
import WireJSON

/// A page for people: how many came out how, where in the row the differences lie, each of them side by side, how long
/// exchanges took, and a list of all that can be searched.
///
/// Memory and page do not grow with the number of cases: beyond some thousand they are only counted and drawn.
struct HTMLForm: ReportForm {
    /// The most bytes of the list; with the rest of the page less than 1 MB.
    private static let longestList = 880_000
    private static let mostCards = 1_000
    private static let longestCards = 8 << 20
    /// So many cards are open at first.
    private static let mostOpen = 12
    /// The most characters of a name in the list.
    private static let longestName = 120

    private let subject: ReportSubject
    private var totals = ReportTotals()
    private var timeline = Timeline()
    private var now = LogLinearHistogram()
    private var recorded = LogLinearHistogram()
    private var suites = PageSuites()
    private var list: [UInt8] = []
    private var listCount = 0
    /// Whether some cases have no name that could be listed.
    private var hasUnnamed = false
    private var cards: [UInt8] = []
    private var cardCount = 0

    init(_ subject: ReportSubject) {
        self.subject = subject
    }

    mutating func add(_ result: CaseResult, to file: ReportFile) {
        add(result)
    }

    mutating func addSame(_ count: Int, suite: String, to file: ReportFile) {
        totals.addSame(count)
        hasUnnamed = true
        for _ in 0..<count { timeline.add(.same, now: nil, recorded: nil, card: nil) }
    }

    mutating func add(_ result: CaseResult) {
        let index = totals.cases
        totals.add(result)
        let kind = result.outcome.kind
        let suite = suites.index(of: result.suite)
        let hasCard = subject.words.showsAll || kind == .different || kind == .failed
        let isShown = hasCard && cardCount < Self.mostCards && cards.count < Self.longestCards
        if isShown {
            let card = CaseCard(result: result, index: index, suite: suite, subject: subject)
            cards += Array(card.html(isOpen: cardCount < Self.mostOpen && !subject.words.showsAll).utf8)
            cardCount += 1
        }
        let milliseconds = kind == .same || kind == .different ? result.seconds * 1000 : nil
        let before = result.recordedSeconds.map { $0 * 1000 }
        if let milliseconds, milliseconds > 0 { now.add(milliseconds) }
        if let before, milliseconds != nil { recorded.add(before) }
        timeline.add(kind, now: milliseconds, recorded: before, card: isShown ? index : nil)
        if list.count < Self.longestList { addRow(result, suite, kind, isShown ? index : nil) }
    }

    /// `[0,"3 image a.jpg",1,12.4,10.1,3]`
    private mutating func addRow(_ result: CaseResult, _ suite: Int, _ kind: CaseResult.Outcome.Kind, _ card: Int?) {
        list.append(listCount == 0 ? "\n[" : ",\n[")
        Decimal.append(suite, to: &list)
        list.append(UInt8(ascii: ","))
        let name = result.name
        let short = name.utf8.count > Self.longestName ? name.prefix(Self.longestName) + "..." : name
        Self.append(TerminalText.escaped(short), to: &list)
        list.append(UInt8(ascii: ","))
        Decimal.append(kind.rawValue, to: &list)
        list.append(UInt8(ascii: ","))
        Decimal.append(result.seconds * 1000, fractionDigits: 3, to: &list)
        if result.recordedSeconds != nil || card != nil {
            list.append(UInt8(ascii: ","))
            if let before = result.recordedSeconds {
                Decimal.append(before * 1000, fractionDigits: 3, to: &list)
            } else {
                list.append("null")
            }
        }
        if let card {
            list.append(UInt8(ascii: ","))
            Decimal.append(card, to: &list)
        }
        list.append(UInt8(ascii: "]"))
        listCount += 1
    }

    /// A string of JSON within HTML: no `<` in it, which could end the script.
    private static func append(_ text: String, to output: inout [UInt8]) {
        let start = output.count
        JSONWriter.compact.append(text, to: &output)
        guard let first = output.firstIndex(of: UInt8(ascii: "<"), from: start) else { return }
        let rest = output[first...]
        output.removeLast(rest.count)
        for byte in rest {
            if byte == UInt8(ascii: "<") { output.append("\\u003c") } else { output.append(byte) }
        }
    }

    func finish(_ file: ReportFile) throws(ReportError) {
        try file.append(page)
    }

    // MARK: The page

    var page: [UInt8] {
        let title = subject.title.isEmpty ? suites.title : subject.title
        var body = Array(
            PageShell.header(kind: "ipcsh \(subject.command)", title: title, verdict: verdict, facts: facts).utf8
        )
        body += Array((tiles + strip).utf8)
        if cardCount > 0 {
            body += Array("<h2>\(MarkupText.escaped(subject.words.cards))</h2>\n".utf8)
            body += Array(toolbar.utf8)
            body += cards
            body += Array("<p class=\"nothing soft\" hidden>Nothing of this passes the filter.</p>\n".utf8)
            let withCards = subject.words.showsAll ? totals.cases : totals.different + totals.failed
            let rest = withCards - cardCount
            if rest > 0 {
                body += Array("<p class=\"soft\">\(PageNumber.count(rest)) more are not shown here.</p>\n".utf8)
            }
        }
        body += Array((latency + listing + footer).utf8)
        var data = Array("{\"suites\":[".utf8)
        for (index, name) in suites.names.enumerated() {
            if index > 0 { data.append(UInt8(ascii: ",")) }
            Self.append(TerminalText.escaped(name), to: &data)
        }
        data += Array("],\"labels\":".utf8) + labels + Array(",\"rows\":[".utf8) + list + Array("\n]}".utf8)
        return PageShell.bytes(title: "\(verdict.text): \(title)", body: body, data: data)
    }

    private var labels: [UInt8] {
        JSONWriter.compact.bytes(of: .array(subject.words.badges.map { .string($0) }))
    }

    private var verdict: (kind: String, text: String) {
        if totals.cases == 0 { return ("skipped", "nothing is there") }
        var parts: [String] = []
        let words = subject.words.outcomes
        if totals.different > 0 { parts.append("\(PageNumber.count(totals.different)) \(words[1])") }
        if totals.failed > 0 { parts.append("\(PageNumber.count(totals.failed)) \(words[2])") }
        if parts.isEmpty {
            return totals.same == 0
                ? ("skipped", "nothing was sent")
                : ("same", "\(PageNumber.count(totals.same)) \(subject.words.allSame)")
        }
        let of = "of \(PageNumber.count(totals.cases))"
        return (totals.failed > 0 ? "failed" : "different", "\(parts.joined(separator: ", ")) \(of)")
    }

    private var facts: [(name: String, value: String)] {
        var facts = [("made", subject.created.iso8601), ("on", subject.host), ("by", subject.tool)]
        if suites.names.count > 1 { facts.append(("files", PageNumber.count(suites.count))) }
        return facts
    }

    private var tiles: String {
        func tile(_ kind: String, _ value: String, _ label: String) -> String {
            "<div class=\"tile \(kind)\"><strong>\(value)</strong><span>\(label)</span></div>\n"
        }
        let words = subject.words.outcomes
        var text = "<div class=\"tiles\">\n" + tile("", PageNumber.count(totals.cases), subject.noun)
        text += tile("same", PageNumber.count(totals.same), words[0])
        if totals.different > 0 { text += tile("different", PageNumber.count(totals.different), words[1]) }
        if totals.failed > 0 { text += tile("failed", PageNumber.count(totals.failed), words[2]) }
        if totals.skipped > 0 { text += tile("skipped", PageNumber.count(totals.skipped), words[3]) }
        if now.count > 1 { text += tile("", "\(PageNumber.milliseconds(now.quantile(0.5))) ms", "median") }
        if totals.seconds > 0 { text += tile("", TimeText.duration(totals.seconds), "in all") }
        return text + "</div>\n"
    }

    private var strip: String {
        guard totals.cases > 0 else { return "" }
        let words = subject.words.outcomes
        let kinds: [(String, String, Int)] = [
            ("same", words[0], totals.same), ("different", words[1], totals.different),
            ("failed", words[2], totals.failed), ("skipped", words[3], totals.skipped),
        ]
        let legend = kinds.filter { $0.2 > 0 }.map { "<span class=\"\($0.0)\">\($0.1)</span>" }.joined()
        let plot = TimelinePlot(timeline: timeline, total: totals.cases)
        return "<div class=\"panel\">\n\(plot.strip)<div class=\"legend\">\(legend)"
            + "<i>in the order of the files\(timeline.width > 1 ? ", \(timeline.width) to a mark" : "")"
            + "</i></div>\n</div>\n"
    }

    private var toolbar: String {
        func button(_ kind: String, _ label: String, _ count: Int) -> String {
            "<button type=\"button\" data-outcome=\"\(kind)\" aria-pressed=\"\(kind.isEmpty)\">\(label) "
                + "\(PageNumber.count(count))</button>\n"
        }
        let words = subject.words.outcomes
        var text = "<div class=\"bar scripted\" hidden>\n" + button("", "all", totals.cases)
        if totals.different > 0 { text += button("different", words[1], totals.different) }
        if totals.failed > 0 { text += button("failed", words[2], totals.failed) }
        if totals.skipped > 0 { text += button("skipped", words[3], totals.skipped) }
        if suites.names.count > 1 {
            text += "<select aria-label=\"File\"><option value=\"\">all files</option>\n"
            for (index, name) in suites.names.enumerated() {
                text += "<option value=\"\(index)\">\(PageText.inline(name))</option>\n"
            }
            text += "</select>\n"
        }
        text += "<input type=\"search\" placeholder=\"Search\" aria-label=\"Search\">\n"
        if cardCount > 0 {
            text += "<button type=\"button\" data-open=\"true\">Open all</button>\n"
            text += "<button type=\"button\" data-open=\"false\">Close all</button>\n"
        }
        return text + "</div>\n"
    }

    private var latency: String {
        let plot = TimelinePlot(timeline: timeline, total: totals.cases)
        let distribution = DistributionPlot(now: now, recorded: recorded)
        guard now.count > 1, case let lines = plot.latency, !lines.isEmpty else { return "" }
        let legend =
            "<div class=\"legend\"><span class=\"now\">now</span>"
            + (recorded.count > 0 ? "<span class=\"was\">recorded</span>" : "") + "</div>\n"
        return
            "<h2>Latency</h2>\n<div class=\"panel\"><h3>Over time</h3>\n<div class=\"chart\">\(lines)</div>\(legend)</div>\n"
            + "<p></p>\n<div class=\"two\">\n<div class=\"panel\"><h3>Distribution</h3>\n\(distribution.svg)\(legend)</div>\n"
            + "<div class=\"panel\"><h3>Figures</h3>\n\(distribution.figures)</div>\n</div>\n"
    }

    private var listing: String {
        guard listCount > 0, !hasUnnamed else { return "" }
        let cut = listCount < totals.cases ? ", the first \(PageNumber.count(listCount))" : ""
        return "<h2>All \(subject.noun)\(cut)</h2>\n" + (cardCount > 0 ? "" : toolbar)
            + "<noscript><p class=\"soft\">The list needs the script of this page.</p></noscript>\n"
            + "<div class=\"panel scripted\" hidden>\n<table class=\"list\"><thead><tr><th></th><th>name</th><th>file</th>"
            + "<th class=\"ms\">\(recorded.count > 0 ? "now" : "time")</th><th class=\"ms\">\(recorded.count > 0 ? "recorded" : "")</th></tr></thead><tbody></tbody></table>\n"
            + "<p class=\"more\"><button type=\"button\">Show more</button> "
            + "<button type=\"button\" class=\"slowest\" aria-pressed=\"false\">Slowest first</button> "
            + "<span class=\"count soft\"></span></p>\n</div>\n"
    }

    private var footer: String {
        "<footer><p class=\"keys scripted\" hidden><kbd>j</kbd> <kbd>k</kbd> next and previous difference &middot; "
            + "<kbd>/</kbd> search &middot; <kbd>o</kbd> <kbd>c</kbd> open and close all</p></footer>\n"
    }
}
