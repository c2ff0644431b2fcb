import MockCore
import MockServer
import Platform

/// What goes wrong in the embedded mock server, on its threads, until the shell's own tells the user.
final class MockTroubles: Sendable {
    /// The most that are kept: a server that cannot record, say, tells it once.
    private static let limit = 20

    private let kept = Guarded<[String]>([])

    func take(_ event: MockEvent) {
        guard case .trouble(let reason) = event else { return }
        kept.withLock { if $0.count < Self.limit { $0.append(reason) } }
    }

    /// Those that nobody was told of.
    func takeAll() -> [String] {
        kept.withLock { kept in
            defer { kept = [] }
            return kept
        }
    }
}
