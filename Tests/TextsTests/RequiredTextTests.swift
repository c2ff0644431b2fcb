import TestSupport
import Testing

@testable import Texts

@Suite struct RequiredTextTests {
    @Test(
        "The longest text that every match holds, where that is easily seen",
        arguments: [
            ("left", "left", true), ("a b-c/d", "a b-c/d", true), ("^part-\\d+\\.jpg", nil, false),
            ("left.*right", "right", false),
            ("abcd?ef", "abc", false), ("ab*", "a", false), ("xy{2,3}zzz", "zzz", false), ("(a|b)cd", "cd", false),
            ("(longer)?ab", "ab", false), ("a+bc", "bc", false), ("\\dabc\\s", "abc", false), ("a|b", nil, false),
            ("(?i)left", nil, false), ("(*ANY)a", nil, false), ("[abc]", nil, false), ("größe", nil, false),
            ("a\\Qb\\E", nil, false), ("", nil, false), ("a*", nil, false), ("(abc)", nil, false),
            ("a\\x41", nil, false),
            ("{\"image\"", nil, false),
        ] as [(String, String?, Bool)]
    )
    func found(source: String, text: String?, isAll: Bool) {
        let required = RequiredText(source)
        #expect(required.map { String(decoding: $0.bytes, as: UTF8.self) } == text, "\(source)")
        #expect((required?.isAll ?? false) == isAll)
    }

    @Test("A match by way of it is the match without it", arguments: 0..<4 as Range<UInt64>)
    func agrees(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pieces = ["a", "b", "ab", ".", "*", "?", "+", "(", ")", "|", "\\d", "{2}", "^", "$", "1", "{", "}", "\\b"]
        for _ in 0..<3000 {
            let source = (0..<random.next(below: 7)).map { _ in pieces[random.next(below: pieces.count)] }.joined()
            guard let expression = try? RegularExpression(source) else { continue }
            for text in ["", "a", "b", "ab", "aab1", "1b", "ba}{", "{2}", "abab", "11", "a{b"] {
                let bytes = Array(text.utf8)
                let quick = try bytes.withUnsafeBufferPointer { try expression.matches(utf8: $0) }
                #expect(try quick == expression.matches(bytes), "\(source) in \(text)")
            }
        }
    }
}
