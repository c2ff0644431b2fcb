/// What a page calls how cases came out.
package struct ReportWords: Sendable {
    /// Of a number of them, by outcome: same, different, failed, skipped.
    package var outcomes: [String]
    /// Of a single one.
    package var badges: [String]
    /// What stands above the cards.
    package var cards: String
    /// Of all, when none is different or failed.
    package var allSame: String
    /// Whether each case has a card, also one that came out as it should.
    package var showsAll: Bool

    /// For what is compared with what was expected.
    package static let comparison = ReportWords(
        outcomes: ["as expected", "different", "failed", "skipped"],
        badges: ["same", "differs", "failed", "skipped"],
        cards: "What differs",
        allSame: "as expected",
        showsAll: false
    )

    /// For a session that is only shown.
    package static let exchanges = ReportWords(
        outcomes: ["answered", "with an error", "without a response", "unknown"],
        badges: ["answered", "error", "no response", "unknown"],
        cards: "Exchanges",
        allSame: "answered",
        showsAll: true
    )
}
