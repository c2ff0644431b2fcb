import InspectProtocol
import Testing

@Suite("What a response means")
struct ReplyTests {
    @Test(
        arguments: [
            ("O.k.", Reply.ok), ("O.k. ", .other), ("o.k.", .other), ("O.k", .other), ("", .other),
            ("Error: Malformed JSON message.", .error), ("Error:", .error), ("Error", .other), (" Error: x", .other),
            ("Error: Unknown request:\n{'a': 1}", .error), ("Fehler: x", .other),
        ]
    )
    func meaning(_ response: String, _ reply: Reply) {
        #expect(Reply(Array(response.utf8)) == reply)
    }
}
