import IPCFraming
import Testing
import Texts

@testable import Sessions

@Suite struct SelectionTests {
    private static let exchanges = [
        RecordedExchange(
            number: 1,
            request: RequestFrame(Array("one".utf8)),
            response: ResponseFrame(Array("O.k.".utf8))
        ),
        RecordedExchange(
            number: 2,
            request: RequestFrame(Array("two".utf8)),
            response: ResponseFrame(Array("Error: no".utf8))
        ),
        RecordedExchange(number: 3, request: RequestFrame(Array("three".utf8)), response: nil, error: .refused),
    ]

    private func selected(_ change: (inout Selection) throws -> Void) throws -> [Int] {
        var selection = Selection()
        try change(&selection)
        return try Self.exchanges.filter(selection.includes).map(\.number)
    }

    @Test("Without conditions all are meant")
    func everything() throws {
        #expect(try selected { _ in } == [1, 2, 3])
        #expect(Selection().isEverything)
    }

    @Test(
        "Numbers and ranges are read",
        arguments: [("1", [1]), ("2-3", [2, 3]), ("1,3", [1, 3]), ("2-", [2, 3]), ("-2", [1, 2]), ("7", [])]
    )
    func numbers(text: String, expected: [Int]) throws {
        #expect(try selected { $0.numbers = try Selection.numbers(text) } == expected)
    }

    @Test(
        "Other texts are no numbers",
        arguments: ["", "a", "1,", "0", "3-2", "-", "1-2-3", "1--2", "+1", "1 2", "99999999999999999999"]
    )
    func malformedNumbers(text: String) {
        #expect(throws: PatternError.self) { try Selection.numbers(text) }
    }

    @Test("Expressions look at what was sent and what came")
    func patterns() throws {
        #expect(try selected { $0.match = try RegularExpression("^t") } == [2, 3])
        #expect(try selected { $0.match = try RegularExpression("k") } == [1])
        #expect(try selected { $0.skip = try RegularExpression("O|w") } == [3])
    }

    @Test("Errors are those answered and those that had no response")
    func errors() throws {
        #expect(try selected { $0.isErrorsOnly = true } == [2, 3])
    }
}
