import Texts
import WireJSON

/// A page that needs nothing beside itself, and in which nothing comes alive but its own script.
///
/// The policy in it allows its style and its script by their hashes, and nothing else: no inline handler or style, no
/// image, no address. Whatever a peer has sent is text in it.
package enum PageShell {
    /// - Parameters:
    ///   - title: plain text.
    ///   - data: JSON for the script.
    ///   - body: HTML.
    package static func bytes(title: String, body: [UInt8], data: [UInt8]? = nil) -> [UInt8] {
        let (style, script) = (PackageResources.report_css, PackageResources.report_js)
        let head = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(source(style))'; \
            script-src '\(source(script))'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(MarkupText.escaped(title))</title>
            <style>
            """
        var page = Array(head.utf8)
        page += style
        page += Array("</style>\n</head>\n<body>\n<main>\n".utf8)
        page += body
        page += Array("</main>\n".utf8)
        if let data {
            page += Array("<script type=\"application/json\" id=\"data\">".utf8)
            page += data
            page += Array("</script>\n".utf8)
        }
        page += Array("<script>".utf8)
        page += script
        page += Array("</script>\n</body>\n</html>\n".utf8)
        return page
    }

    /// The head of a page: what it is about, how it came out, and facts.
    package static func header(
        kind: String,
        title: String,
        verdict: (kind: String, text: String)?,
        facts: [(name: String, value: String)]
    ) -> String {
        var text = "<header>\n<h1><small>\(MarkupText.escaped(kind))</small>\(PageText.inline(title))</h1>\n"
        if let verdict { text += "<p class=\"verdict \(verdict.kind)\">\(MarkupText.escaped(verdict.text))</p>\n" }
        text += "<dl class=\"facts\">\n"
        for fact in facts {
            text += "<div><dt>\(MarkupText.escaped(fact.name))</dt><dd>\(PageText.inline(fact.value))</dd></div>\n"
        }
        return text + "</dl>\n</header>\n"
    }

    private static func source(_ text: [UInt8]) -> String {
        "sha256-" + Base64.encode(SHA256.hash(text))
    }
}
