/// The page for people: small files that are a part of the program.
enum Page {
    private static let files: [(path: [String], type: String, bytes: [UInt8])] = [
        ([], "text/html; charset=utf-8", PackageResources.index_html),
        (["style.css"], "text/css; charset=utf-8", PackageResources.style_css),
        (["app.js"], "text/javascript; charset=utf-8", PackageResources.app_js),
        (["list.js"], "text/javascript; charset=utf-8", PackageResources.list_js),
        (["detail.js"], "text/javascript; charset=utf-8", PackageResources.detail_js),
        (["panels.js"], "text/javascript; charset=utf-8", PackageResources.panels_js),
        (["calls.js"], "text/javascript; charset=utf-8", PackageResources.calls_js),
    ]

    /// Nothing is loaded from elsewhere, and nothing that a request holds can run.
    private static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

    static func isPath(_ path: [String]) -> Bool { files.contains { $0.path == path } }

    static func response(_ path: [String]) -> Response? {
        guard let file = files.first(where: { $0.path == path }) else { return nil }
        var response = Response(type: file.type, file.bytes)
        response.fields = [("Content-Security-Policy", policy), ("X-Frame-Options", "DENY")]
        return response
    }
}
