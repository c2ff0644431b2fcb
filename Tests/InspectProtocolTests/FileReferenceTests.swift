import InspectProtocol
import Testing
import WireJSON

@Suite("What a request names as its file")
struct FileReferenceTests {
    @Test(
        "is looked for under these bytes",
        arguments: [
            ([0x61], [0x61]), (Array("ö".utf8), [0xC3, 0xB6]), ([], nil), ([0x61, 0x00], nil),
            // U+DCC3 and U+DCB6 stand for bytes, U+D800 for none.
            ([0xED, 0xB3, 0x83, 0xED, 0xB2, 0xB6], [0xC3, 0xB6]), ([0xED, 0xA0, 0x80], nil), ([0xED, 0xB1, 0xBF], nil),
        ] as [([UInt8], [UInt8]?)]
    )
    func systemPath(_ wtf8: [UInt8], _ expected: [UInt8]?) throws {
        #expect(FileReference.path(try #require(JSONString(wtf8: wtf8))).systemPath == expected)
    }

    @Test("is no path when it is a number")
    func descriptor() {
        #expect(FileReference.descriptor("3").systemPath == nil)
        #expect(FileReference.descriptor("True").text == "True")
    }
}
