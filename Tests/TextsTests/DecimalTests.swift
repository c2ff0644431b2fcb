import Testing
import Texts

@Suite struct DecimalTests {
    @Test(
        "Numbers have no exponent and no needless zeros",
        arguments: [
            (0, 6, "0"), (-0.0, 6, "0"), (1, 3, "1"), (1.52, 6, "1.52"), (0.000083, 6, "0.000083"), (0.0000004, 6, "0"),
            (12.3456, 3, "12.346"), (0.9999, 3, "1"), (10, 0, "10"), (-1.5, 3, "-1.5"),
            (1_234_567_890.125, 3, "1234567890.125"),
            (.nan, 3, "0"), (.infinity, 6, "0"), (1e300, 6, "0"), (-0.0001, 3, "0"),
        ] as [(Double, Int, String)]
    )
    func text(value: Double, digits: Int, expected: String) {
        #expect(Decimal.text(value, fractionDigits: digits) == expected)
    }

    @Test("The time of day stands in headers in UTC")
    func timestamp() {
        #expect(Timestamp(seconds: 0).iso8601 == "1970-01-01T00:00:00Z")
        #expect(Timestamp(seconds: 1_795_334_400).iso8601 == "2026-11-22T08:00:00Z")
        #expect(Timestamp(seconds: 253_402_300_800).iso8601 == "10000-01-01T00:00:00Z")
    }
}
