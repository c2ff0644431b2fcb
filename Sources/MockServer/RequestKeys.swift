import IPCFraming
import WireJSON

/// What of a request decides which recorded one it is like. It takes time for a large request, so it is made only once.
struct RequestKeys: Sendable {
    static let none = RequestKeys()

    /// The request as JSON; `nil` when it is none.
    let value: JSONValue?
    let key: [UInt8]?

    init(_ request: RequestFrame, _ matching: Matching) {
        value = request.ending == .abort ? nil : try? JSONParser.parse(request.bytes)
        key = value.flatMap { matching.key($0) }
    }

    private init() {
        value = nil
        key = nil
    }
}
