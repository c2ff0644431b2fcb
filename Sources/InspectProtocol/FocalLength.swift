import WireJSON

/// A focal length in millimetres, written as the vendor's client writes it: Python's `str(float)`, in a string.
package struct FocalLength: Hashable, Sendable {
    /// The vendor's client's default, 50 mm.
    package static let vendorDefault = FocalLength(text: "50.0")

    /// The text on the wire: `50.0`, `12.35`.
    package let text: String

    private init(text: String) {
        self.text = text
    }

    private init(_ millimetres: Double) {
        text = JSONNumber(millimetres).pythonRepr
    }

    /// Reads a decimal number of millimetres: `50`, `12.35`, `1e3`.
    ///
    /// - Returns: `nil` when it is no number, not finite or negative.
    package init?(_ text: String) {
        // Swift reads hexadecimal numbers, too.
        guard !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }),
            let number = Double(text), number.isFinite, number >= 0
        else { return nil }
        // Of -0 it makes 0.
        self.init(number.magnitude)
    }
}
