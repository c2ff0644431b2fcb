/// A place where two JSON values differ.
package struct JSONDifference: Hashable, Sendable {
    /// Where it is in the expected value; where that has nothing there, in the actual one.
    package let pointer: JSONPointer
    /// Nil when only the actual value has something there.
    package let expected: JSONValue?
    /// Nil when only the expected value has something there.
    package let actual: JSONValue?

    package init(pointer: JSONPointer, expected: JSONValue?, actual: JSONValue?) {
        self.pointer = pointer
        self.expected = expected
        self.actual = actual
    }

    /// How far apart two numbers are, with the sign of the change: `+0.2` from `12.5` to `12.7`, exactly; nil for what
    /// is not two numbers, or not near enough to each other to be written out.
    package var distance: String? {
        guard let expected = expected?.number.flatMap({ ExactDecimal($0) }),
            let actual = actual?.number.flatMap({ ExactDecimal($0) }),
            let change = actual.subtracting(expected)
        else { return nil }
        return change.isNegative ? change.description : "+\(change)"
    }
}
