import TestSupport
import Testing
import WireJSON

@Suite struct Base64Tests {
    @Test(
        "The examples of RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func examples(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test("All bytes go there and back")
    func roundTrip() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<1000 {
            let bytes = random.bytes(upTo: 50)
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }

    @Test(
        "What is no base64 is refused",
        arguments: [
            "A", "AB", "ABC", "A===", "====", "=", "****", "AAAA=", "AA=A", "A=AA", "AA==AAAA", "AB==", "AAB=", "AA-_",
            "AAA\n", "ä==",
        ]
    )
    func refused(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
