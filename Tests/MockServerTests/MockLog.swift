import Foundation
import MockCore
import MockServer
import Testing

/// What a server under test has logged; a test can wait for it.
///
/// `@unchecked Sendable`: `events` is only touched while `condition` is locked.
final class MockLog: @unchecked Sendable {
    /// Seconds after which a wait has failed.
    private static let patience = 60.0

    private let condition = NSCondition()
    private var events: [MockEvent] = []

    func append(_ event: MockEvent) {
        condition.withLock {
            events.append(event)
            condition.broadcast()
        }
    }

    /// What each request was answered with.
    var answers: [Answer] {
        condition.withLock { events.compactMap { if case .exchange(_, _, let answer) = $0 { answer } else { nil } } }
    }

    /// Why requests were missed.
    var misses: [Miss] {
        condition.withLock { events.compactMap { if case .missed(_, let miss) = $0 { miss } else { nil } } }
    }

    /// All but exchanges that were answered with `O.k.`.
    var unexpected: [MockEvent] {
        condition.withLock {
            events.filter { event in
                if case .exchange(_, _, .response(Array("O.k.".utf8))) = event { false } else { true }
            }
        }
    }

    /// Waits for a notice, or for trouble, that begins like this.
    func waitForNotice(_ start: String, sourceLocation: SourceLocation = #_sourceLocation) -> String? {
        wait(sourceLocation) { events in
            for event in events {
                switch event {
                case .notice(let text), .trouble(let text): if text.hasPrefix(start) { return text }
                case .exchange, .missed, .broken: break
                }
            }
            return nil
        }
    }

    /// Waits until this many connections have been broken off.
    ///
    /// - Returns: the reasons.
    @discardableResult
    func waitForBroken(_ count: Int, sourceLocation: SourceLocation = #_sourceLocation) -> [String] {
        wait(sourceLocation) { events in
            let reasons = events.compactMap { if case .broken(let reason) = $0 { reason } else { nil } }
            return reasons.count >= count ? reasons : nil
        } ?? []
    }

    /// Waits for the answer of a certain exchange, counted from 1.
    func waitForAnswer(_ wanted: Int, sourceLocation: SourceLocation = #_sourceLocation) -> Answer? {
        wait(sourceLocation) { events in
            for case .exchange(let number, _, let answer) in events where number == wanted { return answer }
            return nil
        }
    }

    private func wait<Result>(_ location: SourceLocation, _ find: ([MockEvent]) -> Result?) -> Result? {
        let deadline = Date(timeIntervalSinceNow: Self.patience)
        return condition.withLock {
            while true {
                if let result = find(events) { return result }
                guard condition.wait(until: deadline) else {
                    Issue.record("not logged in time; logged: \(events.suffix(20))", sourceLocation: location)
                    return nil
                }
            }
        }
    }
}
