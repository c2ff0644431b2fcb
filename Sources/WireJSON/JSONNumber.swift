/// A number as it was written. Two numbers are equal when they are written alike: `1` and `1.0` differ, as in Python's
/// output.
package struct JSONNumber: Sendable, Hashable {
    /// A JSON number, `NaN`, `Infinity` or `-Infinity`: ASCII.
    package let literal: String

    /// Nil unless all of `literal` is a number for Python's `json.loads`.
    package init?(literal: String) {
        var copy = literal
        let isNumber = copy.withUTF8 { bytes in
            var scanner = JSONScanner(bytes)
            guard (try? scanner.skipNumber()) != nil else { return false }
            return scanner.offset == bytes.count
        }
        guard isNumber else { return nil }
        self.init(trusted: literal)
    }

    package init(_ value: Int) {
        self.init(trusted: value.description)
    }

    /// The number as Python's `json.dumps` writes it: `1.0`, `1e+16`, `NaN`.
    package init(_ value: Double) {
        self.init(trusted: Self.pythonDumps(value))
    }

    /// - Parameter literal: a number that a scanner has seen.
    init(trusted literal: String) {
        self.literal = literal
    }
}

extension JSONNumber {
    /// Whether it has no fraction and no exponent: what Python makes an `int`, of any size.
    package var isInteger: Bool {
        literal.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 &- UInt8(ascii: "0") < 10 }
    }

    /// Whether Python has a finite value for it: integers of any size, and what is not too large for a `float`.
    package var isFinite: Bool {
        isInteger || double.isFinite
    }

    /// Nil for a number with a fraction or an exponent (`1.0`, too), and for one that is too large.
    package var int: Int? {
        Int(literal)
    }

    /// The nearest value, infinity for one that is too large.
    package var double: Double {
        switch literal {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        // Correctly rounded and independent of the locale, by its documentation. It takes all that JSON calls a number.
        default: Double(literal) ?? .nan
        }
    }
}
