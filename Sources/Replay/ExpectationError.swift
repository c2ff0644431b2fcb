/// An `expect` that cannot be used.
package struct ExpectationError: Error, Hashable, Sendable, CustomStringConvertible {
    package var number: Int
    package var reason: String

    package var description: String { "exchange \(number): \(reason)" }
}
