import InspectProtocol
import Testing
import Texts

@Suite("What a response means")
struct ReplyTests {
    @Test(
        "by the vendor's words",
        arguments: [
            ("O.k.", Reply.ok), ("O.k. ", .ok), ("Ok", .ok), ("", .ok), (#"{"status": "error"}"#, .ok),
            ("Error: Malformed JSON message.", .error), ("Error:", .error), ("Error", .ok), (" Error: x", .ok),
            ("Error: Unknown request:\n{'a': 1}", .error), ("ERROR:UNKNOWN_COMMAND", .ok), ("x\nError: y", .ok),
        ]
    )
    func standard(_ response: String, _ reply: Reply) {
        #expect(SuccessRule.standard.reply(Array(response.utf8)) == reply)
        #expect(SuccessRule.spelledOut.reply(Array(response.utf8)) == reply)
    }

    @Test(
        "by expressions of one's own",
        arguments: [
            // An expression for success alone decides all.
            ("^done", nil, "done", Reply.ok), ("^done", nil, "O.k.", .error), ("", nil, "Error: x", .ok),
            // One for errors alone, too.
            (nil, "^ERR", "ERR 1", .error), (nil, "^ERR", "Error: x", .ok),
            // Errors come first; what neither matches is none that is ok.
            ("done", "failed", "done", .ok), ("done", "failed", "done, 2 failed", .error),
            ("done", "failed", "x", .error),
            (nil, #""status": *"error""#, #"{"status": "error"}"#, .error), (nil, "\u{FFFD}", "a", .ok),
        ] as [(String?, String?, String, Reply)]
    )
    func expressions(_ ok: String?, _ error: String?, _ response: String, _ reply: Reply) throws {
        let rule = SuccessRule(
            ok: try ok.map { try SuccessRule.expression($0) },
            error: try error.map { try SuccessRule.expression($0) }
        )
        #expect(rule.reply(Array(response.utf8)) == reply)
    }

    @Test func `what is no text is judged, and an expression that was given up counts as an error`() throws {
        let replacement = SuccessRule(ok: nil, error: try SuccessRule.expression("\u{FFFD}"))
        #expect(replacement.reply([0xFF]) == .error)
        let runaway = SuccessRule(ok: nil, error: try SuccessRule.expression("(a+)+[bc]"))
        #expect(runaway.reply(Array(String(repeating: "a", count: 5000).utf8)) == .error)
    }

    @Test func `rules with the same expressions are the same`() throws {
        let rules = try (0..<2).map { _ in SuccessRule(ok: try RegularExpression("a"), error: nil) }
        #expect(rules[0] == rules[1])
        #expect(rules[0] != .standard)
        #expect(rules[0].with(ok: nil) == .standard)
        #expect(SuccessRule.spelledOut != .standard)
    }
}
