import InspectProtocol
import Testing
import WireJSON

@Suite("What the vendor's server makes of a request")
struct RequestInterpretationTests {
    private static let image = #"{"image": {"file": FILE, "name": NAME, "focal_length": 1}}"#

    private func interpret(_ text: String) -> RequestInterpretation {
        RequestInterpretation(Array(text.utf8))
    }

    @Test(
        "what is missing, in the order in which it is checked",
        arguments: [
            (#"{"image": {}}"#, "file", RequestInterpretation.Kind.image),
            (#"{"image": {"file": null}}"#, "name", .image),
            (#"{"image": {"name": 1, "file": 1}, "elements": {}}"#, "focal_length", .image),
            (#"{"image": "file name"}"#, "focal_length", .image), (#"{"image": ["file"]}"#, "name", .image),
            (#"{"elements": {}}"#, "file", .elements), (#"{"elements": {"file": 1}}"#, "import_mode", .elements),
        ]
    )
    func missing(_ text: String, _ parameter: String, _ kind: RequestInterpretation.Kind) {
        #expect(interpret(text) == .missing(parameter: JSONString(parameter), of: kind))
    }

    @Test("no JSON", arguments: ["", "{", "nope", "[1,]", "\u{FEFF}{}", "\"a\tb\"", "{} {}"])
    func malformed(_ text: String) {
        #expect(interpret(text) == .malformed)
    }

    @Test(
        "neither kind of request",
        arguments: [
            ("{}", "{}"), ("[]", "[]"), ("\"imag\"", "imag"), (#"{"foo": [1, "it's"]}"#, #"{'foo': [1, "it's"]}"#),
            (#"[["image"]]"#, "[['image']]"),
        ]
    )
    func unknown(_ text: String, _ printed: String) {
        #expect(interpret(text) == .unknown(JSONString(printed)))
    }

    @Test(
        "what terminates it, and why",
        arguments: [
            ("5", "the message is a number"), ("null", "the message is null"), ("true", "the message is true or false"),
            (#""my image""#, "the message is a string that contains the words of a request"),
            (#"["elements"]"#, "the message is a list that contains the words of a request"),
            (#"{"image": null}"#, "'image' is null"), (#"{"elements": 1}"#, "'elements' is a number"),
            (#"{"elements": "file import_mode"}"#, "'elements' is a string that contains the words of a request"),
            ("[" + String(repeating: "1", count: 4301) + "]", "an integer has more than 4300 digits"),
            (
                String(repeating: "[", count: 996),
                "the message is nested more deeply than its JSON reader goes"
            ),
        ]
    )
    func terminates(_ text: String, _ cause: String) {
        #expect(interpret(text).termination?.cause == cause)
    }

    @Test(
        "what names a file",
        arguments: [
            (#""a.jpg""#, FileReference.path("a.jpg")), (#""""#, .path("")), ("true", .descriptor("True")),
            ("-1", .descriptor("-1")), ("-0", .descriptor("0")), ("2147483647", .descriptor("2147483647")),
        ]
    )
    func file(_ text: String, _ file: FileReference) {
        let request = Self.image.replacing("FILE", with: text).replacing("NAME", with: "1")
        #expect(interpret(request) == .image(file: file, series: 1, focalLength: 1))
    }

    @Test(
        "what names no file terminates it",
        arguments: [
            ("null", "TypeError"), ("1.5", "TypeError"), ("[]", "TypeError"), ("{}", "TypeError"),
            ("2147483648", "OverflowError: fd is greater than maximum"),
            ("-2147483649", "OverflowError: fd is less than minimum"),
        ]
    )
    func noFile(_ text: String, _ exception: String) {
        let request = Self.image.replacing("FILE", with: text).replacing("NAME", with: "1")
        #expect(interpret(request).termination?.exception.hasPrefix(exception) == true)
    }

    @Test(
        "a list or an object names no series",
        arguments: [("[]", true), ("{}", true), ("null", false), ("1", false)]
    )
    func series(_ text: String, _ terminates: Bool) {
        let request = Self.image.replacing("FILE", with: "\"a\"").replacing("NAME", with: text)
        let interpretation = interpret(request)
        #expect((interpretation.termination != nil) == terminates)
        guard case .image = interpretation else {
            Issue.record("the file is looked at first: \(interpretation)")
            return
        }
    }
}
