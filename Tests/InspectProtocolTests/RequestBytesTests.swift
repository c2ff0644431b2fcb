import InspectProtocol
import Testing
import WireJSON

@Suite("Requests are written as the vendor's client writes them")
struct RequestBytesTests {
    @Test("an image, with the client's defaults")
    func imageDefaults() {
        let expected = #"{"image": {"file": "C:/temp/example.jpg", "name": "Default", "focal_length": "50.0"}}"#
        #expect(String(decoding: ImageRequest(file: "C:/temp/example.jpg").bytes, as: UTF8.self) == expected)
    }

    @Test(
        "an image, in ASCII",
        arguments: [
            ("C:/temp/example.jpg", "other", #""file": "C:/temp/example.jpg", "name": "other""#),
            (#"C:\temp\a.jpg"#, #"say "x""#, #""file": "C:\\temp\\a.jpg", "name": "say \"x\"""#),
            ("größe.jpg", "😀", #""file": "gr\u00f6\u00dfe.jpg", "name": "\ud83d\ude00""#),
            ("a\u{4}\u{7F}\n", "", "\"file\": \"a\\u0004\\u007f\\n\", \"name\": \"\""),
        ]
    )
    func image(_ file: String, _ series: String, _ expected: String) {
        let bytes = ImageRequest(file: file, series: series).bytes
        #expect(String(decoding: bytes, as: UTF8.self) == "{\"image\": {\(expected), \"focal_length\": \"50.0\"}}")
        #expect(bytes.allSatisfy { $0 < 0x80 && $0 != 0x04 })
    }

    @Test("elements", arguments: [(ImportMode.clipboard, "clipboard"), (.newStage, "new_stage")])
    func elements(_ mode: ImportMode, _ name: String) {
        let bytes = ElementsRequest(file: "a b.gxml", importMode: mode).bytes
        let expected = "{\"elements\": {\"file\": \"a b.gxml\", \"import_mode\": \"\(name)\"}}"
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        #expect(ElementsRequest(file: "a b.gxml") == ElementsRequest(file: "a b.gxml", importMode: .clipboard))
    }

    @Test("what is written is what is understood")
    func roundTrip() throws {
        let focalLength = try #require(FocalLength("12.35"))
        let image = ImageRequest(file: "größe.jpg", series: "ß", focalLength: focalLength)
        let file = FileReference.path("größe.jpg")
        #expect(RequestInterpretation(image.bytes) == .image(file: file, series: "ß", focalLength: "12.35"))
        let elements = ElementsRequest(file: "größe.jpg", importMode: .newStage)
        #expect(RequestInterpretation(elements.bytes) == .elements(file: file, importMode: "new_stage"))
    }
}
