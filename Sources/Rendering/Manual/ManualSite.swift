package import Manual
import Replay

/// The manual as pages that need nothing beside themselves, with a search that runs in the browser.
package struct ManualSite {
    /// A chapter whose inserts are filled in.
    package struct Page {
        package var name: String
        package var title: String
        package var about: String
        package var blocks: [MarkdownBlock]

        package init(name: String, title: String, about: String, blocks: [MarkdownBlock]) {
            self.name = name
            self.title = title
            self.about = about
            self.blocks = blocks
        }
    }

    private let pages: [Page]
    private let version: String

    package init(_ pages: [Page], version: String) {
        self.pages = pages
        self.version = version
    }

    /// All of it as files of one folder, the table of contents in `index.html`.
    package var files: [(name: String, text: String)] {
        let markup = ManualMarkup { name in pages.contains { $0.name == name } ? "\(name).html" : nil }
        let index = contents { "\($0).html" }
        let chapters = pages.map { page in
            let body = "<p><a href=\"index.html\">All chapters</a></p>\n" + chapter(page, markup)
            return (name: "\(page.name).html", text: document(title: page.title, body: body))
        }
        return [("index.html", document(title: "The manual of ipcsh", body: index + search { "\($0).html" }))]
            + chapters
    }

    /// All of it as one page.
    package var singlePage: String {
        let body = pages.map { page in
            let markup = ManualMarkup(prefix: "\(page.name)-") { name in
                pages.contains { $0.name == name } ? "#\(name)" : nil
            }
            return "<section id=\"\(page.name)\">\n\(chapter(page, markup))</section>\n"
        }
        return document(
            title: "The manual of ipcsh",
            body: contents { "#\($0)" } + search { "#\($0)" } + body.joined()
        )
    }

    private func chapter(_ page: Page, _ markup: ManualMarkup) -> String {
        "<h1>\(MarkupText.escaped(page.title))</h1>\n" + markup.text(page.blocks)
    }

    private func contents(_ address: (String) -> String) -> String {
        let items = pages.map { page in
            "<li><a href=\"\(address(page.name))\">\(MarkupText.escaped(page.title))</a>: "
                + "\(MarkupText.escaped(page.about))</li>\n"
        }
        return "<h1>The manual of ipcsh</h1>\n<p>Version \(MarkupText.escaped(version)).</p>\n<ul>\n"
            + "\(items.joined())</ul>\n"
    }

    /// A field, and the sections in which all the words stand that are typed there.
    private func search(_ address: (String) -> String) -> String {
        let sections = pages.flatMap { page in
            Chapter.Section.all(title: page.title, page.blocks).map { section in
                let isFirst = section.title == page.title
                // On one page the address of a chapter is a place, too.
                let place = address(page.name)
                let anchor = ManualMarkup.anchor(section.title)
                let target = isFirst ? place : place + (place.hasPrefix("#") ? "-" : "#") + anchor
                let title = isFirst ? page.title : "\(page.title): \(section.title)"
                let text = section.blocks.map(\.plainText).joined(separator: "\n")
                return "<li data-text=\"\(MarkupText.escaped("\(title)\n\(text)".lowercased()))\">"
                    + "<a href=\"\(target)\">\(MarkupText.escaped(title))</a></li>\n"
            }
        }
        return """
            <p><label>Search: <input id="question" type="search" autocomplete="off"></label></p>
            <ul id="found" hidden>
            \(sections.joined())</ul>
            <script>
            const question = document.getElementById("question"), found = document.getElementById("found");
            question.addEventListener("input", () => {
              const words = question.value.toLowerCase().split(/\\s+/).filter(word => word);
              found.hidden = words.length === 0;
              for (const item of found.children) {
                item.hidden = !words.every(word => item.dataset.text.includes(word));
              }
            });
            </script>

            """
    }

    private func document(title: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(MarkupText.escaped(title))</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 sans-serif; max-width: 56em; margin: 2em auto; padding: 0 1em; }
        pre { background: #8882; padding: 0.8em; overflow-x: auto; line-height: 1.35; }
        code { font-size: 0.92em; }
        table { border-collapse: collapse; }
        th, td { text-align: left; vertical-align: top; padding: 0.25em 1em 0.25em 0; border-bottom: 1px solid #8884; }
        </style>
        </head>
        <body>
        \(body)</body>
        </html>

        """
    }
}
