import InspectProtocol
import Testing

@Suite("A focal length in millimetres")
struct FocalLengthTests {
    @Test(
        "is written as Python writes a float",
        arguments: [
            ("50", "50.0"), ("50.0", "50.0"), ("12.35", "12.35"), ("1e3", "1000.0"), ("0", "0.0"), ("-0", "0.0"),
            ("0.1", "0.1"), (".5", "0.5"), ("99.990", "99.99"), ("1e16", "1e+16"), ("0.00001", "1e-05"),
        ]
    )
    func written(_ text: String, _ expected: String) {
        #expect(FocalLength(text)?.text == expected)
    }

    @Test(
        "is a finite decimal number that is not negative",
        arguments: ["nan", "inf", "Infinity", "-1", "abc", "", " ", " 50", "50 ", "50mm", "12,35", "0x10", "1e999"]
    )
    func refused(_ text: String) {
        #expect(FocalLength(text) == nil)
    }

    @Test("is 50 mm in the vendor's client")
    func vendorDefault() {
        #expect(FocalLength("50") == .vendorDefault)
    }
}
