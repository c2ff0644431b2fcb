import IPCFraming
import Platform
package import Sessions
import Texts

extension SessionAnswers {
    /// The most bytes of requests and responses that are loaded: 512 MiB.
    private static let memoryLimit = 512 << 20
    /// What an entry takes besides these.
    private static let entrySize = 512

    /// Reads the files in their order.
    ///
    /// - Throws: ``SessionError`` also when there is more than may be loaded, or a file is none that can be read twice.
    package static func load(_ paths: [String], _ policy: SessionPolicy) throws(SessionError) -> SessionAnswers {
        var exchanges: [(exchange: RecordedExchange, pushed: [RecordedPush], at: SessionError)] = []
        var stubs: [Stub] = []
        var redacted = RedactedParts()
        var size = 0
        for path in paths {
            var reader = try SessionReader(path: path)
            redacted.formUnion(reader.header.redactedParts)
            while let line = try reader.next() {
                let place = SessionError(path: path, line: reader.lineNumber, reason: "")
                switch line {
                // One that only its replay fills has no answer.
                case .exchange(let exchange) where !exchange.hasAnswer: break
                case .exchange(let exchange):
                    let answer = exchange.messages.reduce(0) { $0 + $1.frame.bytes.count }
                    size += exchange.request.bytes.count + answer + entrySize
                    exchanges.append((exchange, [], place))
                // It belongs to the exchange before it.
                case .pushed(let push):
                    guard !exchanges.isEmpty else { break }
                    size += push.message.bytes.count + entrySize
                    exchanges[exchanges.count - 1].pushed.append(push)
                case .stub(let stub):
                    stubs.append(try at(place) { () throws(PatternError) in try Stub(stub) })
                case .end: break
                }
                if size > memoryLimit {
                    let reason = "more than \(memoryLimit >> 20) MiB of recordings: serve a part of them"
                    throw SessionError(path: path, line: reader.lineNumber, reason: reason)
                }
            }
        }
        let answers = SessionAnswers(policy, stubs: stubs, redacted: redacted)
        for (exchange, pushed, place) in exchanges {
            try at(place) { () throws(PatternError) in try answers.add(exchange, pushed: pushed) }
        }
        return answers
    }

    private static func at<Result>(
        _ place: SessionError,
        _ body: () throws(PatternError) -> Result
    ) throws(SessionError) -> Result {
        do {
            return try body()
        } catch {
            throw SessionError(path: place.path, line: place.line, reason: error.reason)
        }
    }
}
