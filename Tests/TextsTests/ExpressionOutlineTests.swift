import TestSupport
import Testing

@testable import Texts

@Suite struct ExpressionOutlineTests {
    @Test(
        "The longest text that every match holds, where that is easily seen",
        arguments: [
            ("left", "left", true), ("a b-c/d", "a b-c/d", true), ("^part-\\d+\\.jpg", "part-", false),
            ("a\\.b\\{", "a.b{", true),
            ("left.*right", "right", false),
            ("abcd?ef", "abc", false), ("ab*", "a", false), ("xy{2,3}zzz", "zzz", false), ("(a|b)cd", "cd", false),
            ("(longer)?ab", "ab", false), ("a+bc", "bc", false), ("\\dabc\\s", "abc", false), ("a|b", nil, false),
            ("(?i)left", nil, false), ("(*ANY)a", nil, false), ("[abc]", nil, false), ("größe", nil, false),
            ("a\\Qb\\E", nil, false), ("", nil, false), ("a*", nil, false), ("(abc)", nil, false),
            ("a\\x41", nil, false),
            ("x[ab]cd", "cd", false), ("x[]c]de", "de", false), ("x[^]c\\]]de[", nil, false),
            ("ab[^\\d]?c", "ab", false),
            ("ab[[:alpha:]]", nil, false), ("ab[\\Qx]y\\E]", nil, false), ("[ab", nil, false), ("abx{,2}", "ab", false),
            ("{\"image\"", nil, false),
        ] as [(String, String?, Bool)]
    )
    func found(source: String, text: String?, isAll: Bool) {
        let outline = ExpressionOutline(source)
        #expect(outline?.required.map { String(decoding: $0, as: UTF8.self) } == text, "\(source)")
        #expect((outline?.isAll ?? false) == isAll)
    }

    @Test("A match by way of it is the match without it", arguments: 0..<4 as Range<UInt64>)
    func agrees(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "a", "b", "ab", ".", "*", "?", "+", "(", ")", "|", "\\d", "{2}", "^", "$", "1", "{", "}", "\\b", "[b1]",
            "[^a]", "\\.", "{1,2}",
        ]
        for _ in 0..<3000 {
            let source = (0..<random.next(below: 7)).map { _ in pieces[random.next(below: pieces.count)] }.joined()
            guard let expression = try? RegularExpression(source) else { continue }
            for text in ["", "a", "b", "ab", "aab1", "1b", "ba}{", "{2}", "abab", "11", "a{b", "a.b"] {
                let bytes = Array(text.utf8)
                let quick = try bytes.withUnsafeBufferPointer { try expression.matches(utf8: $0) }
                #expect(try quick == expression.matches(bytes), "\(source) in \(text)")
            }
        }
    }

    @Test(
        "A search takes few steps where the text is short, or few parts are repeated",
        arguments: [
            ("", 1 << 20, true), ("abc", 1 << 20, true), ("abc", 1 << 23, false), ("part-0*[1-9]\\d{2}7", 500, true),
            ("part-0*[1-9]\\d{2}7", 5000, false), ("a*a*a*a*b", 100, false), ("a*a*a*a*b", 10, true),
            ("a{9999}*b", 100, false), ("a{1,2}{1,2}{1,2}{1,2}b", 100, false), ("(ab)+", 1, false), ("(ab)", 1, false),
            ("a{99999999999999999999}", 1, true), ("x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+x+y", 1 << 20, false),
        ]
    )
    func steps(source: String, count: Int, isQuick: Bool) throws {
        let outline = try #require(ExpressionOutline(source))
        #expect(outline.isQuick(in: count) == isQuick, "\(source)")
    }
}
