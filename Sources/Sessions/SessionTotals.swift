import WireJSON

/// What a long session says of itself in its last line, so that a list need not read all of it: `{"end":50000,"totals":
/// {"exchanges":50000,"errors":12,"seconds":3600.5,"size":8800563}}`.
///
/// The size is that of all lines before it, in bytes: whoever edits the session makes it another.
struct SessionTotals: Hashable, Sendable {
    /// Shorter sessions are read in no time.
    static let fewestExchanges = 1000
    private static let key: JSONString = "totals"

    var exchanges = 0
    /// Those answered with an error, or not at all.
    var errors = 0
    /// From the start of the first exchange to the end of the last.
    var seconds = 0.0

    init() {}

    /// - Parameters:
    ///   - end: the last line.
    ///   - offset: where it is.
    /// - Returns: `nil` when it says nothing, or something of another file.
    init?(_ end: JSONValue, at offset: Int) {
        guard let totals = end[Self.key], totals["size"]?.int == offset, let exchanges = totals["exchanges"]?.int,
            let errors = totals["errors"]?.int, let seconds = totals["seconds"]?.number?.double,
            exchanges >= 0, errors >= 0, seconds >= 0, seconds.isFinite
        else { return nil }
        self.exchanges = exchanges
        self.errors = errors
        self.seconds = seconds
    }

    /// Puts it into the last line.
    func write(to end: inout JSONObject, size: Int) {
        // To the millisecond.
        let seconds = JSONNumber((self.seconds * 1000).rounded() / 1000)
        end[Self.key] = .object([
            "exchanges": .number(JSONNumber(exchanges)), "errors": .number(JSONNumber(errors)),
            "seconds": .number(seconds), "size": .number(JSONNumber(size)),
        ])
    }
}
