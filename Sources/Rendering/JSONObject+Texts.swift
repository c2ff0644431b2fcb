import WireJSON

extension JSONObject {
    /// An object of texts.
    package init(texts: [(String, String)]) {
        self.init(texts.map { (JSONString($0), .string(JSONString($1))) })
    }
}
