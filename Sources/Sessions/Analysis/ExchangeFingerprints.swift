import IPCFraming

/// The exchanges of a session as numbers, 16 bytes for each, for comparing two sessions that need not fit into memory.
///
/// Equal numbers are taken to mean equal bytes: with a million exchanges on each side the chance that this is wrong
/// once is below one in a million. The numbers are others in each process.
package struct ExchangeFingerprints: Sendable {
    /// The most exchanges of a session that can be compared.
    package static let most = 10_000_000

    /// What was sent.
    package private(set) var requests: [UInt64] = []
    /// What came of it: the response, its end, the error.
    package private(set) var outcomes: [UInt64] = []

    /// Those that failed by the network alone.
    package private(set) var unanswered: Set<Int> = []

    package init() {}

    package var count: Int { requests.count }

    /// Memory for so many more.
    package mutating func reserve(_ count: Int) {
        requests.reserveCapacity(count)
        outcomes.reserveCapacity(count)
    }

    package mutating func append(_ exchange: ExchangeView) {
        requests.append(Self.request(exchange))
        outcomes.append(Self.outcome(exchange))
        if let error = exchange.error, error.isOfNetwork { unanswered.insert(count - 1) }
    }

    /// A message that was pushed counts as an exchange whose request is the same for all of them.
    package mutating func append(_ push: RecordedPush) {
        requests.append(Self.pushed)
        outcomes.append(Self.outcome(push))
    }

    /// Whether a message is the one that was taken in as this one.
    package func matches(_ push: RecordedPush, at index: Int) -> Bool {
        index < count && requests[index] == Self.pushed && outcomes[index] == Self.outcome(push)
    }

    /// Hashes are no more likely to be this one than any other.
    private static let pushed: UInt64 = 0

    private static func outcome(_ push: RecordedPush) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(push.message.ending)
        push.message.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    /// Whether an exchange is the one that was taken in as this one.
    package func matches(_ exchange: ExchangeView, at index: Int) -> Bool {
        index < count && requests[index] == Self.request(exchange) && outcomes[index] == Self.outcome(exchange)
    }

    private static func request(_ exchange: ExchangeView) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(exchange.requestEnding)
        hasher.combine(bytes: UnsafeRawBufferPointer(exchange.request))
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    private static func outcome(_ exchange: ExchangeView) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(exchange.error)
        hasher.combine(exchange.close)
        hasher.combine(exchange.responseEnding)
        if let response = exchange.response { hasher.combine(bytes: UnsafeRawBufferPointer(response)) }
        if let responses = exchange.responses {
            hasher.combine(responses.count)
            for message in responses.dropLast() {
                hasher.combine(message.frame.ending)
                hasher.combine(message.frame.bytes)
            }
        }
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
}
