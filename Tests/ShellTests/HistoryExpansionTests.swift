import Testing
import Texts

@testable import Shell

@Suite struct HistoryExpansionTests {
    private static let lines = [(2, "status"), (5, "image a.jpg"), (6, "raw {\"a\":\n1}")].map {
        (number: $0, text: $1)
    }

    @Test(arguments: [
        ("!!", "raw {\"a\":\n1}"), ("!5", "image a.jpg"), ("!2", "status"), ("!-1", "raw {\"a\":\n1}"),
        ("!-3", "status"), ("  !5 --series left", "image a.jpg --series left"), ("!2;status", "status;status"),
    ])
    func `an event stands for a line typed before`(line: String, expected: String) throws {
        #expect(try HistoryExpansion.expand(line, Self.lines) == expected)
    }

    @Test(arguments: ["status", "", "!", "!ls -l", "!7z x", "!+5", "!5x", "echo !!", "!-", "!--version", "!٥"])
    func `other lines stand for themselves`(line: String) throws {
        #expect(try HistoryExpansion.expand(line, Self.lines) == nil)
    }

    @Test(arguments: ["!3", "!0", "!-4", "!-0", "!-9223372036854775808", "!9223372036854775807"])
    func `an event that does not exist is refused`(line: String) {
        let failure = #expect(throws: Failure.self) { try HistoryExpansion.expand(line, Self.lines) }
        #expect(failure?.message == "no line typed before is \(line) ('history' lists them)")
        #expect(failure?.status == .usage)
    }

    @Test func `without history there is nothing to expand`() {
        #expect(throws: Failure.self) { try HistoryExpansion.expand("!!", []) }
        #expect(throws: Failure.self) { try HistoryExpansion.expand("!-1", []) }
    }
}
