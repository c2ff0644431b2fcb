/// Why a report cannot be written.
package struct ReportError: Error, Hashable, Sendable, CustomStringConvertible {
    package var path: String
    package var reason: String

    package var description: String { "\(path): the report cannot be written: \(reason)" }
}
