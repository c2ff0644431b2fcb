import Testing

@testable import LineEditing

@Suite struct CompletionTests {
    @Test(
        arguments: [
            ([], ""), (["a"], "a"), (["ab", "ac"], "a"), (["ab", "ab"], "ab"), (["ab", ""], ""), (["a", "b"], ""),
            (["e\u{301}x", "ex"], ""), (["é", "e\u{301}"], ""), (["👩‍👩‍👧", "👩‍👩‍👦"], ""), (["aé1", "aé2"], "aé"),
        ] as [([String], String)]
    )
    func `the common prefix ends between characters`(insertions: [String], prefix: String) {
        let completion = Completion(replace: 0..<0, candidates: insertions.map { Candidate(insertion: $0) })
        #expect(completion.commonPrefix.unicodeScalars.elementsEqual(prefix.unicodeScalars))
    }

    @Test func `names run down the columns`() {
        _ = UTF8Locale.isAvailable
        let list = CandidateList(["a", "b", "c", "dd", "e"].map { Candidate(insertion: $0) }, columns: 11)
        #expect(list.rows == ["a   c   e", "b   dd"])
    }

    @Test func `names wider than the terminal have a row each`() {
        let list = CandidateList(["long name", "longer name"].map { Candidate(insertion: $0) }, columns: 5)
        #expect(list.rows == ["long name", "longer name"])
    }

    @Test func `a long list is cut`() {
        let list = CandidateList((0..<223).map { Candidate(insertion: "\($0)") }, columns: 80)
        #expect(list.rows.last == "... and 123 more")
        #expect(list.rows.joined().contains("99"))
        #expect(!list.rows.joined(separator: " ").contains(" 100"))
    }
}
