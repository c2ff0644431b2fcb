package import IPCFraming
import Sessions
package import Texts

/// The requests of a session, for a load test.
package enum SessionRequests {
    /// The most bytes that they may have.
    private static let sizeLimit = 512 * 1024 * 1024

    /// - Parameter force: whether to send what is known to terminate the vendor's server.
    /// - Throws: ``Failure`` when the file cannot be read to its end, has no requests, or one that must not be sent.
    package static func read(
        _ session: String,
        force: Bool,
        _ exchanger: Exchanger
    ) throws(Failure) -> [RequestFrame] {
        var frames: [RequestFrame] = []
        var size = 0
        var scan = try SessionScan(session, observer: exchanger.observer)
        while let exchange = try scan.next() {
            let advice = "choose a session in which nothing is missing"
            try RedactedRequest.refuse(exchange, scan.header.redactedParts, session, advice)
            if !force { try FatalRequest.refuse(exchange, session, exchanger) }
            size += exchange.request.bytes.count + MemoryLayout<RequestFrame>.size
            if size > sizeLimit { throw Failure(.exchangeFailed, "\(session): its requests have more than 512 MiB") }
            frames.append(exchange.request)
        }
        if frames.isEmpty { throw .usage("\(session) has no requests") }
        return frames
    }
}
