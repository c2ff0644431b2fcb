package import IPCFraming
package import WireJSON

/// What of a request decides which recorded one it is like. It takes time for a large request, so it is made only once.
package struct RequestKeys: Sendable {
    package static let none = RequestKeys()

    /// The request as JSON; `nil` when it is none.
    package let value: JSONValue?
    package let key: [UInt8]?

    package init(_ request: RequestFrame, _ matching: Matching) {
        value = request.ending == .abort ? nil : try? JSONParser.parse(request.bytes)
        key = value.flatMap { matching.key($0) }
    }

    private init() {
        value = nil
        key = nil
    }
}
