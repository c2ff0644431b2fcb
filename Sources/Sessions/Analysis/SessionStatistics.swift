import IPCFraming
package import Texts

/// Counts and times of exchanges, in memory that does not grow with their number.
package struct SessionStatistics: Sendable {
    /// Of this many different errors each is counted by its name; a file can hold any text as an error.
    package static let mostOutcomes = 32

    package private(set) var exchanges = 0
    package private(set) var sessions = 0
    /// Messages of answers that had not exactly one.
    package private(set) var messages = 0
    /// Messages that came unasked.
    package private(set) var pushed = 0
    /// Seconds from the start of the first to the end of the last exchange counted, summed over the sessions.
    package private(set) var duration = 0.0
    package private(set) var times = LogLinearHistogram()
    /// The outcomes that there were, in the order in which tables show them.
    package private(set) var outcomes: [ExchangeOutcome] = [.ok, .error]

    /// Of each kind, or command of the user's, how many had each of the outcomes.
    private var counts: [String: [Int]] = [:]
    /// The same for requests for images, which most are.
    private var imageCounts = [0, 0]
    private var first: Double?
    private var end = 0.0

    package init() {}

    /// Begins a session.
    package mutating func beginSession() {
        endSession()
        sessions += 1
    }

    /// Counts an exchange.
    ///
    /// - Parameters:
    ///   - start: seconds from the start of its session.
    ///   - command: the command of the user's that it was made by, if it was.
    package mutating func count(_ exchange: ExchangeView, start: Double, command: String? = nil) {
        exchanges += 1
        messages += exchange.responses?.count ?? 0
        let outcome = index(exchange.outcome)
        let kind = command == nil ? RequestKind(exchange) : .otherJSON
        if kind == .image {
            imageCounts[outcome] += 1
        } else {
            let name = command ?? kind.rawValue
            var row = counts[name] ?? []
            row += Array(repeating: 0, count: outcomes.count - row.count)
            row[outcome] += 1
            counts[name] = row
        }
        times.add(exchange.milliseconds)
        if first == nil { first = start }
        end = max(end, start + exchange.milliseconds / 1000)
    }

    /// Counts a message that came unasked.
    package mutating func countPushed() {
        pushed += 1
    }

    /// Ends the last session.
    package mutating func endSession() {
        if let first { duration = min(duration + (end - first), .greatestFiniteMagnitude) }
        (first, end) = (nil, 0)
    }

    /// How many exchanges of a kind, or of a command of the user's, had an outcome.
    package func count(_ kind: String, _ outcome: ExchangeOutcome) -> Int {
        guard let index = outcomes.firstIndex(of: outcome) else { return 0 }
        let row = kind == RequestKind.image.rawValue ? imageCounts : counts[kind] ?? []
        return index < row.count ? row[index] : 0
    }

    /// The kinds that there were; the commands of the user's first.
    package var kinds: [String] {
        let kinds = RequestKind.allCases.map(\.rawValue)
        return counts.keys.filter { !kinds.contains($0) }.sorted()
            + kinds.filter {
                $0 == RequestKind.image.rawValue ? imageCounts.contains { $0 > 0 } : counts[$0] != nil
            }
    }

    private mutating func index(_ outcome: ExchangeOutcome) -> Int {
        switch outcome {
        case .ok: return 0
        case .error: return 1
        case .failed, .unknown: break
        }
        if let index = outcomes.firstIndex(of: outcome) { return index }
        let rest = ExchangeOutcome.failed(.other("further errors"))
        let isMore = outcomes.count >= Self.mostOutcomes
        if isMore, let index = outcomes.firstIndex(of: rest) { return index }
        outcomes.append(isMore ? rest : outcome)
        imageCounts.append(0)
        return outcomes.count - 1
    }
}
