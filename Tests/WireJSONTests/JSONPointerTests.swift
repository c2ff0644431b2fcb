import Testing

@testable import WireJSON

@Suite struct JSONPointerTests {
    private static let document: JSONValue = [
        "image": ["file": "a.jpg", "a/b": 1, "m~n": 2], "list": [10, [20]], "\u{301}": 3, "e~\u{301}/\u{301}": 4,
    ]

    @Test(
        "A pointer finds a value",
        arguments: [
            ("/image/file", "a.jpg"), ("/image/a~1b", 1), ("/image/m~0n", 2), ("/list/0", 10), ("/list/1/0", 20),
            ("", document), ("/\u{301}", 3), ("/e~0\u{301}~1\u{301}", 4),
        ] as [(String, JSONValue)]
    )
    func finds(text: String, value: JSONValue) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(pointer.value(in: Self.document) == value)
        #expect(pointer.description == text)
    }

    @Test(
        "What is not there is not found, and not made",
        arguments: ["/none", "/image/file/x", "/list/2", "/list/-1", "/list/00", "/list/+1", "/"]
    )
    func missing(text: String) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(pointer.value(in: Self.document) == nil)
        var copy = Self.document
        #expect(!pointer.replace(in: &copy, by: .null))
        #expect(copy == Self.document)
    }

    @Test("Other texts are no pointers", arguments: ["image", "/a~2", "/a~"])
    func malformed(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test("A value is replaced in its place")
    func replaces() {
        var copy: JSONValue = ["image": ["file": "a.jpg", "a/b": 1, "m~n": 2], "list": [10, [20]]]
        #expect(JSONPointer(dotted: "image.file").replace(in: &copy, by: "b.jpg"))
        #expect(JSONPointer(tokens: ["list", "1", "0"]).replace(in: &copy, by: .null))
        #expect(copy == ["image": ["file": "b.jpg", "a/b": 1, "m~n": 2], "list": [10, [.null]]])
    }
}
