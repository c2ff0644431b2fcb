import IPCFraming
import WireJSON

/// What of a request decides which recorded one it is like. It takes time for a large request, so it is made only once,
/// and before anything is locked.
struct RequestKeys: Sendable {
    /// The request as JSON; `nil` when it is none.
    let value: JSONValue?
    /// The text that is equal for requests that count as equal; `nil` when this one equals none but itself.
    let key: [UInt8]?
    let bytesHash: Int
    let keyHash: Int?

    init(_ request: RequestFrame, _ matching: Matching) {
        value = request.ending == .abort ? nil : try? JSONParser.parse(request.bytes)
        key = value.flatMap { matching.key($0) }
        bytesHash = request.hashValue
        keyHash = key?.hashValue
    }
}
