extension JSONNumber {
    /// Python's `repr` of the number that it reads here: an exact `int`, or a `float`.
    package var pythonRepr: String {
        if isInteger { return literal == "-0" ? "0" : literal }
        return Self.pythonRepr(double)
    }

    /// What Python's `json.dumps` writes for the number that it reads here.
    package var pythonDumps: String {
        if isInteger { return literal == "-0" ? "0" : literal }
        return Self.pythonDumps(double)
    }

    /// Whether Python would write the number as it is written here.
    package var isCanonical: Bool {
        isInteger ? literal != "-0" : literal == Self.pythonDumps(double)
    }

    /// Python's `json.dumps(value)`.
    package static func pythonDumps(_ value: Double) -> String {
        if value.isFinite { return pythonRepr(value) }
        return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
    }

    /// Python's `repr(value)`.
    ///
    /// The digits are the shortest that read back as the same value, nearest to it among those, which is what Swift's
    /// `description` has too. Python writes an exponent when it is below -4 or at least 16 (`float_repr_style` "short",
    /// `format_float_short` in CPython's `Python/pystrtod.c`); Swift has another limit, so the text is put together anew.
    package static func pythonRepr(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        let (digits, exponent) = decimal(of: value.magnitude)
        let sign = value.sign == .minus ? "-" : ""
        if exponent < -4 || exponent >= 16 {
            let fraction = digits.count == 1 ? "" : "." + digits.dropFirst()
            let power = String(exponent.magnitude)
            return sign + digits.prefix(1) + fraction + (exponent < 0 ? "e-" : "e+")
                + (power.utf8.count < 2 ? "0" : "") + power
        }
        if exponent < 0 {
            return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
        }
        let whole = digits.prefix(exponent + 1)
        let fraction = digits.dropFirst(exponent + 1)
        return sign + whole + String(repeating: "0", count: exponent + 1 - whole.count) + "."
            + (fraction.isEmpty ? "0" : fraction)
    }

    /// The significant digits of a finite value, without zeros at either end (`0` for zero), and the power of ten of the
    /// first of them.
    private static func decimal(of magnitude: Double) -> (digits: String, exponent: Int) {
        var digits: [UInt8] = []
        var exponent = -1
        var isInFraction = false
        let description = magnitude.description
        let mantissa = description.utf8.prefix { $0 != UInt8(ascii: "e") }
        for byte in mantissa {
            if byte == UInt8(ascii: ".") {
                isInFraction = true
            } else if byte == UInt8(ascii: "0"), digits.isEmpty {
                if isInFraction { exponent -= 1 }
            } else {
                digits.append(byte)
                if !isInFraction { exponent += 1 }
            }
        }
        if digits.isEmpty { return ("0", 0) }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        let written = Int(description.dropFirst(mantissa.count + 1)) ?? 0
        return (String(decoding: digits, as: UTF8.self), exponent + written)
    }
}
