/// Which exchanges of two sessions belong together: those with equal requests, in the order of both first, then those that
/// stand elsewhere.
///
/// An exchange that failed by the network alone goes with such a one; when there is none, with whatever the other session
/// has for its request.
package struct SessionPairing: Sendable {
    /// What an exchange on the left belongs to.
    package enum Partner: Hashable, Sendable {
        case none
        /// The exchange on the right at this place, in the order of both.
        case inOrder(Int)
        /// One that stands elsewhere among the others.
        case moved(Int)
        /// One of the two has no answer, and tells nothing of the server.
        case unanswered(Int)
    }

    /// Makes requests without an answer others than those with one.
    private static let salt: UInt64 = 0x9E37_79B9_7F4A_7C15

    private let alignment: SessionAlignment
    /// Of those on the left that have no partner in order.
    private var others: [Int: Partner] = [:]
    /// Those on the right that belong to one of these.
    private var taken: Set<Int> = []

    package init(_ left: ExchangeFingerprints, _ right: ExchangeFingerprints) {
        alignment = SessionAlignment(Self.keys(left), Self.keys(right))
        pairOthers(left, right)
    }

    package func partner(ofLeft index: Int) -> Partner {
        alignment.partner(of: index).map { .inOrder($0) } ?? others[index] ?? .none
    }

    /// Whether an exchange on the right belongs to one on the left that stands elsewhere.
    package func isTaken(right index: Int) -> Bool { taken.contains(index) }

    /// Those on the right that belong to one elsewhere.
    package var takenOnRight: Set<Int> { taken }

    private static func keys(_ prints: ExchangeFingerprints) -> [UInt64] {
        var keys = prints.requests
        for index in prints.unanswered { keys[index] ^= salt }
        return keys
    }

    private mutating func pairOthers(_ left: ExchangeFingerprints, _ right: ExchangeFingerprints) {
        var isPaired = [Bool](repeating: false, count: right.count)
        var alone: [Int] = []
        for index in 0..<left.count {
            if let partner = alignment.partner(of: index) { isPaired[partner] = true } else { alone.append(index) }
        }
        if alone.isEmpty { return }
        /// On the right, by their request, the first one last; those without an answer first of all.
        var waiting: [UInt64: [Int]] = [:]
        for index in (0..<right.count).reversed() where !isPaired[index] && !right.unanswered.contains(index) {
            waiting[right.requests[index], default: []].append(index)
        }
        var unanswered: [UInt64: [Int]] = [:]
        for index in right.unanswered.sorted(by: >) where !isPaired[index] {
            unanswered[right.requests[index], default: []].append(index)
        }
        for index in alone where !left.unanswered.contains(index) {
            guard let partner = waiting[left.requests[index]]?.popLast() else { continue }
            others[index] = .moved(partner)
            taken.insert(partner)
        }
        for index in alone where others[index] == nil {
            let request = left.requests[index]
            // Of two that are without an answer each, neither tells anything.
            var partner = unanswered[request]?.popLast()
            if partner == nil, left.unanswered.contains(index) { partner = waiting[request]?.popLast() }
            guard let partner else { continue }
            others[index] = .unanswered(partner)
            taken.insert(partner)
        }
    }
}
