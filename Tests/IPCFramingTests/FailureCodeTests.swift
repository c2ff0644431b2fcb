import IPCFraming
import Testing

@Suite struct FailureCodeTests {
    @Test(
        "Each failure has its stable word, and a word that this version does not know is kept",
        arguments: [
            ("refused", FailureCode.refused), ("unresolved", .unresolved), ("unreachable", .unreachable),
            ("reset", .reset), ("timeout", .timeout), ("closed-without-response", .closedWithoutResponse),
            ("truncated", .truncated), ("too-large", .tooLarge), ("cancelled", .cancelled),
            ("Refused", .other("Refused")), ("", .other("")), ("größe", .other("größe")),
        ]
    )
    func words(word: String, code: FailureCode) {
        #expect(FailureCode(rawValue: word) == code)
        #expect(code.rawValue == word)
    }

    @Test func `every known failure can be read again`() {
        for code in FailureCode.known { #expect(FailureCode(rawValue: code.rawValue) == code) }
    }
}
