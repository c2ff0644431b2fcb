import IPCFraming
import Replay
import Reports
import TestSupport
import Testing
import Texts
import WireJSON

@Suite struct PageTests {
    private static func page(
        _ cases: [CaseResult],
        _ subject: ReportSubject = ReportSubject(
            "replay",
            title: "tour.jsonl",
            created: Timestamp(seconds: 0),
            host: "ci"
        )
    ) -> String {
        var page = ReportPage(subject)
        for result in cases { page.add(result) }
        return String(decoding: page.bytes, as: UTF8.self)
    }

    private static func different(_ expected: String, _ actual: String, request: String = "{}") -> CaseResult {
        let (left, right) = (Array(expected.utf8), Array(actual.utf8))
        let finding = ExchangeDifference.Finding(
            expected: TerminalText.excerpt(left),
            actual: TerminalText.excerpt(right),
            texts: ResponseDifference(left, right)
        )
        return CaseResult(
            suite: "tour.jsonl",
            title: .text("1 image"),
            seconds: 0.012,
            recordedSeconds: 0.01,
            outcome: .different(CaseResult.Trouble("different", message: "m", lines: ["m"])),
            difference: ExchangeDifference(request: request, requestBytes: Array(request.utf8), findings: [finding])
        )
    }

    private static func same(_ number: Int) -> CaseResult {
        CaseResult(
            suite: "sessions/tour.jsonl",
            title: .text("\(number) image C:/scans/2026-11-22/left/image_\(number).jpg"),
            seconds: 0.001 + Double(number % 17) / 1e4,
            recordedSeconds: 0.0012 + Double(number % 13) / 1e4,
            outcome: .same
        )
    }

    /// The text between two marks, of which there is one each.
    private static func part(_ page: String, _ start: String, _ end: String) throws -> String {
        let from = try #require(page.firstRange(of: start)?.upperBound)
        let to = try #require(page[from...].firstRange(of: end)?.lowerBound)
        return String(page[from..<to])
    }

    @Test("Its policy lets in its own style and script, and nothing else")
    func policy() throws {
        let page = Self.page([Self.different("a", "b")])
        let policy = try Self.part(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\">")
        func source(_ text: String) -> String { "'sha256-\(Base64.encode(SHA256.hash(Array(text.utf8))))'" }
        let style = try Self.part(page, "<style>", "</style>")
        let script = try Self.part(page, "<script>", "</script>")
        #expect(
            policy == "default-src 'none'; style-src \(source(style)); script-src \(source(script)); "
                + "base-uri 'none'; form-action 'none'"
        )
        #expect(style.contains("prefers-color-scheme: dark") && style.contains("@media print"))
    }

    /// What a page must not hold, whatever peers say.
    private static func violations(_ page: String) -> [String] {
        var found: [String] = []
        for text in ["://", "src=", "@import", "url(", " style=", "javascript:"] where page.contains(text) {
            found.append(text)
        }
        if let handler = page.firstMatch(of: /<[^>]* on[a-z]+\ *=/) { found.append(String(handler.0)) }
        for scalar in page.unicodeScalars {
            let isAllowed =
                switch scalar.value {
                case 0x0A, 0x20..<0x7F, 0xA0..<0x061C: true
                case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x200B, 0xFEFF, 0..<0x20, 0x7F..<0xA0: false
                default: true
                }
            if !isAllowed { found.append("U+\(String(scalar.value, radix: 16))") }
        }
        return found
    }

    private static let hostileTexts = [
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)",
        "' onfocus='x",
        "<!--", "]]>", "\u{1B}[2J\u{0}\u{7F}\u{9B}31m", "\u{202E}gpj.exe\u{2066}\u{200F}", "\u{FEFF}\u{200B}",
        "&lt;script&gt;", "javascript:alert(1)", "<style>*{display:none}</style>", "\\u003cscript\\u003e",
        "{\"a\":\"</script>\",\"b\":\"\\u202e\"}", "[\"<b>\"]", "a\nb\n<i>\n</table>\n</body>\n", "e\u{301}",
        "\u{2028}x",
        String(repeating: "<", count: 5000),
    ]

    @Test("Text from peers is text, wherever it stands", arguments: hostileTexts)
    func hostile(text: String) throws {
        var result = Self.different(text, text + "x", request: text)
        result.suite = text
        result.title = .text(text)
        var failed = result
        failed.outcome = .failed(CaseResult.Trouble(text, message: text, lines: [text, text]))
        failed.difference = nil
        var skipped = failed
        skipped.outcome = .skipped(text)
        var shown = result
        shown.response = Array(text.utf8)
        shown.note = text
        var subject = ReportSubject(text, title: text, sides: (text, text), noun: "exchanges", host: text, tool: text)
        for words in [ReportWords.comparison, .exchanges] {
            subject.words = words
            let page = Self.page([result, failed, skipped, shown], subject)
            let allowed = text == "javascript:alert(1)" ? ["javascript:"] : []
            var found = Self.violations(page).filter { !allowed.contains($0) }
            // As text, between tags, they are nothing but words.
            if text.contains("src=") { found.removeAll { $0 == "src=" } }
            #expect(found == [], "\(text.prefix(40))")
            // One script for data, one for the page, whatever was sent.
            #expect(page.split(separator: "<script", omittingEmptySubsequences: false).count == 3)
            #expect(page.split(separator: "</script>", omittingEmptySubsequences: false).count == 3)
            #expect(!page.contains("<img") && !page.contains("<!--") && !page.contains("<b>\""))
            let data = try Self.part(page, "id=\"data\">", "</script>")
            let rows = try #require(try JSONParser.parse(Array(data.utf8))["rows"]?.array)
            try #require(rows.count == 4)
            // What is no character of text, or not to be seen, is an escape there.
            #expect(rows[0].array?[1].text?.hasPrefix(TerminalText.escaped(String(text.prefix(20)))) == true)
        }
    }

    @Test("Elements are nested as they must be", arguments: [0, 1, 3, 40])
    func nesting(count: Int) throws {
        let cases = (0..<count).map { index in
            index % 3 == 1
                ? Self.different(#"{"a":[1,{"b":2}],"c":"x"}"#, #"{"a":[{"b":3}],"d":null}"#) : Self.same(index)
        }
        let page = Self.page(cases)
        var open: [Substring] = []
        let body = page.split(separator: "<body>")[1]
        let text = body.replacing(/<script.*?<\/script>/.dotMatchesNewlines(), with: "")
        for tag in text.matches(of: /<(\/?)([a-z0-9]+)([^>]*?)(\/?)>/) {
            if tag.1 == "/" {
                if tag.2 != "body" && tag.2 != "html" { #expect(open.popLast() == tag.2) }
            } else if tag.4 != "/", !["input", "meta", "br"].contains(tag.2) {
                open.append(tag.2)
            }
        }
        #expect(open == [])
    }

    @Test("What differs is marked, member by member, with the distance of numbers")
    func marks() {
        let page = Self.page([
            Self.different(#"{"width":4000,"name":"left","gone":1}"#, #"{"name":"left","width":4096,"new":true}"#)
        ])
        #expect(page.contains("<code>/width</code><del>4000</del> &rarr; <ins>4096</ins><b>+96</b>"))
        #expect(page.contains("<code>/gone</code><del>1</del></li>"))
        #expect(page.contains("<code>/new</code><ins>true</ins></li>"))
        #expect(page.contains("&quot;width&quot;: <del>4000</del></td>"))
        #expect(page.contains("&quot;width&quot;: <ins>4096</ins></td>"))
        #expect(page.contains("<tr class=\"same\"><td>  &quot;name&quot;: &quot;left&quot;</td>"))
        let words = Self.page([Self.different("Error: a.jpg", "Error: b.jpg")])
        #expect(words.contains("Error: <del>a</del>.jpg") && words.contains("Error: <ins>b</ins>.jpg"))
        let alike = Self.page([Self.different("é", "e\u{301}")])
        #expect(alike.contains(#"<del>\u{e9}</del>"#) && alike.contains(#"<ins>e\u{301}</ins>"#))
    }

    @Test("10,000 equal exchanges take less than 1 MB, and ten times as many hardly more")
    func size() throws {
        let page = Self.page((1...10_000).map(Self.same))
        #expect(page.utf8.count < 1_000_000)
        #expect(page.contains("10\u{202F}000 as expected"))
        #expect(page.contains("<polyline class=\"now\"") && page.contains("<polyline class=\"was\""))
        let data = try Self.part(page, "id=\"data\">", "</script>")
        let rows = try #require(try JSONParser.parse(Array(data.utf8))["rows"]?.array)
        #expect(rows.count == 10_000)
        var large = ReportPage(ReportSubject("replay"))
        for number in 1...100_000 { large.add(Self.same(number)) }
        #expect(large.bytes.count < 1_000_000)
    }

    @Test("The strip shows where differences lie, and leads to them")
    func strip() throws {
        var page = ReportPage(ReportSubject("replay"))
        for number in 0..<2_000 { page.add(number == 1_500 ? Self.different("a", "b") : Self.same(number)) }
        let text = String(decoding: page.bytes, as: UTF8.self)
        let mark = try Self.part(text, "<a href=\"#c1500\">", "</a>")
        let place = try #require(mark.firstMatch(of: /\ x="([0-9.]+)"/).flatMap { Double($0.1) })
        #expect(abs(place - 1100 * 0.75) < 6)
        #expect(text.contains("id=\"c1500\""))
        #expect(text.contains(">1 different of 2000<") || text.contains("1 different of 2000"))
    }

    @Test("Of thousands of differences the first have cards, and the rest are counted")
    func many() {
        var page = ReportPage(ReportSubject("replay"))
        for _ in 0..<1_500 { page.add(Self.different("a", "b")) }
        let text = String(decoding: page.bytes, as: UTF8.self)
        #expect(text.matches(of: /<article\ /).count == 1_000)
        #expect(text.contains("500 more are not shown here"))
    }

    @Test("A page without cases says so")
    func empty() {
        let page = Self.page([])
        #expect(page.contains("nothing is there"))
        #expect(!page.contains("<svg"))
    }
}
