/// A regular expression, a substitution or a selection that cannot be used, and why.
package struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }

    package var description: String { reason }
}
