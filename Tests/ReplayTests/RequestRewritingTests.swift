import IPCFraming
import Replay
import Sessions
import Testing

@Suite struct RequestRewritingTests {
    private static func exchange(_ request: String, _ response: String) -> RecordedExchange {
        RecordedExchange(
            number: 1,
            request: RequestFrame(Array(request.utf8)),
            response: ResponseFrame(Array(response.utf8))
        )
    }

    private static func apply(
        _ request: String,
        _ response: String = "O.k.",
        _ change: (inout RequestRewriting) throws -> Void
    ) throws -> (request: String, response: String) {
        var rewriting = RequestRewriting()
        try change(&rewriting)
        let result = try rewriting.apply(to: exchange(request, response))
        return (
            String(decoding: result.request.bytes, as: UTF8.self),
            String(decoding: result.response?.bytes ?? [], as: UTF8.self)
        )
    }

    private static let image = #"{"image": {"file": "C:\\old\\a.jpg", "name": "left", "focal_length": "50.0"}}"#

    @Test(
        "A member gets another value, of the kind that it had",
        arguments: [
            ("image.name=Left", #"{"image": {"file": "C:\\old\\a.jpg", "name": "Left", "focal_length": "50.0"}}"#),
            ("image.focal_length=12", #"{"image": {"file": "C:\\old\\a.jpg", "name": "left", "focal_length": "12"}}"#),
            ("image.name=a=b", #"{"image": {"file": "C:\\old\\a.jpg", "name": "a=b", "focal_length": "50.0"}}"#),
            ("image.none=x", image), ("elements.file=x", image),
        ]
    )
    func assignment(source: String, expected: String) throws {
        let assignment = try #require(RequestRewriting.Assignment(source))
        #expect(try Self.apply(Self.image) { $0.assignments = [assignment] }.request == expected)
    }

    @Test("Where a number stood, a number comes, if the text is one")
    func kinds() throws {
        let number = try #require(RequestRewriting.Assignment("a.0=7.50"))
        #expect(try Self.apply(#"{"a": [1]}"#) { $0.assignments = [number] }.request == #"{"a": [7.50]}"#)
        let text = try #require(RequestRewriting.Assignment("a.0=x"))
        #expect(try Self.apply(#"{"a": [1]}"#) { $0.assignments = [text] }.request == #"{"a": ["x"]}"#)
    }

    @Test("What has no place anywhere is known afterwards")
    func unused() throws {
        var rewriting = RequestRewriting()
        let used = try #require(RequestRewriting.Assignment("image.name=x"))
        let unused = try #require(RequestRewriting.Assignment("image.nmae=x"))
        rewriting.assignments = [used, unused]
        _ = try rewriting.apply(to: Self.exchange(Self.image, "O.k."))
        #expect(rewriting.unusedAssignments == ["image.nmae=x"])
        #expect(RequestRewriting.Assignment("name") == nil)
        #expect(RequestRewriting.Assignment("=x") == nil)
    }

    @Test("A substitution sees texts as people read them, in requests and responses")
    func substitution() throws {
        let result = try Self.apply(Self.image, #"Error: Image file C:\old\a.jpg could not be read."#) {
            $0.substitutions = [try Substitution(#"|C:\\old|D:\new|"#)]
        }
        #expect(result.request == #"{"image": {"file": "D:\\new\\a.jpg", "name": "left", "focal_length": "50.0"}}"#)
        #expect(result.response == #"Error: Image file D:\new\a.jpg could not be read."#)
    }

    @Test("What is not canonical JSON is a text like any other")
    func text() throws {
        let change: (inout RequestRewriting) throws -> Void = { $0.substitutions = [try Substitution("/a/b/")] }
        #expect(try Self.apply(#"{"a":"a"}"#, "", change).request == #"{"b":"b"}"#)
        #expect(try Self.apply("a{", "", change).request == "b{")
    }

    @Test("Keys are reached when no value matches")
    func keys() throws {
        let result = try Self.apply(#"{"image": {}}"#) { $0.substitutions = [try Substitution("/image/elements/")] }
        #expect(result.request == #"{"elements": {}}"#)
    }

    @Test("A path that is mapped is expected back mapped, as it is and as Python prints it")
    func mapping() throws {
        let response = #"Error: a.jpg, xa.jpg: {'file': 'a.jpg', 'name': 'a'}"#
        let result = try Self.apply(#"{"elements": {"file": "a.jpg"}}"#, response) { $0.mapPath = { #"C:\"# + $0 } }
        #expect(result.request == #"{"elements": {"file": "C:\\a.jpg"}}"#)
        #expect(result.response == #"Error: C:\a.jpg, xa.jpg: {'file': 'C:\\a.jpg', 'name': 'a'}"#)
    }

    @Test("What is not changed keeps its bytes")
    func untouched() throws {
        let request = #"{"image":{"file":"a.jpg"},  "image":1}"#
        let assignment = try #require(RequestRewriting.Assignment("elements.file=x"))
        let result = try Self.apply(request) {
            $0.assignments = [assignment]
            $0.substitutions = [try Substitution("/zzz/y/")]
            $0.mapPath = { $0 }
        }
        #expect(result.request == request)
        #expect(result.response == "O.k.")
    }
}
