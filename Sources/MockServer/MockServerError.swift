package import IPCClient

/// Why a mock server could not be started.
package struct MockServerError: Error, Sendable, CustomStringConvertible {
    package var endpoint: Endpoint
    package var reason: String

    package var description: String { "cannot listen on \(endpoint): \(reason)" }
}
