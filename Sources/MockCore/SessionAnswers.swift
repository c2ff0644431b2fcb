import IPCFraming
import Platform
package import Sessions
import Texts
import WireJSON

/// Answers from session files: recorded exchanges, each in its turn, and stubs.
///
/// Threads that ask at the same time wait for each other only to take their turn, never while requests are compared.
package final class SessionAnswers: Sendable {
    /// A recorded exchange, and what goes wrong with its answer.
    package struct Entry: Sendable {
        package let recorded: RecordedExchange
        /// What came unasked behind it.
        package let pushed: [RecordedPush]
        package let fault: Fault.Kind?
    }

    /// What there is for a request.
    package enum Finding: Sendable {
        case recorded(Entry, reason: String)
        case stub(StubTurn)
        /// All that was recorded for it has answered, and none does twice.
        case usedUp(Entry)
        /// Another request is next, or none.
        case outOfOrder(next: RecordedExchange?)
        case none
    }

    typealias GiveUp = (RegularExpression.LimitExceeded) -> Void

    /// Equal requests, in the order in which they were recorded.
    fileprivate struct Group: Sendable {
        var entries: [Int]
        var next = 0
    }

    fileprivate struct State: Sendable {
        var entries: [Entry] = []
        /// How often each has answered.
        var uses: [Int] = []
        var groups: [Group] = []
        /// Groups by the hash of their requests, and of their keys: these themselves would take as much again.
        var byBytes: [Int: [Int]] = [:]
        var byKey: [Int: [Int]] = [:]
        /// The next one, in strict order.
        var position = 0
        /// Of the oldest requests, for the hint of a miss.
        var shapes: [(entry: Int, shape: JSONShape)] = []
    }

    /// A group that may be meant, with its first request.
    private struct Candidate {
        var group: Int
        var request: RequestFrame
    }

    /// How many recorded requests, the oldest first, a missed one is compared with, and the largest, in bytes.
    private static let comparedLimit = 200
    private static let comparedSize = 4 * 1024

    private let policy: SessionPolicy
    private let matching: Matching
    package let stubs: StubTable
    /// What was taken out of the recorded requests, and does not count in one that comes.
    private let redaction: Redaction?
    private let state = Guarded(State())

    /// - Parameter redacted: what is missing in the recorded requests.
    init(_ policy: SessionPolicy, stubs: [Stub], redacted: RedactedParts = RedactedParts()) {
        self.policy = policy
        self.stubs = StubTable(stubs)
        redaction = redacted.redaction
        matching = policy.matching
    }

    /// How many recorded exchanges there are.
    package var count: Int { state.withLock { $0.entries.count } }

    /// Whether a look at its stubs may take long.
    var hasExpressions: Bool { stubs.hasExpressions }

    /// Recorded exchanges that have not answered.
    package var unused: [RecordedExchange] {
        state.withLock { state in
            zip(state.entries, state.uses).compactMap { entry, uses in uses == 0 ? entry.recorded : nil }
        }
    }

    /// Stubs that have not answered: their places among the stubs, counted from 1, and what they ask for.
    package var unusedStubs: [(number: Int, match: String)] { stubs.unused.map { ($0.number, $0.stub.matchText) } }

    /// Nothing has answered yet.
    func rewind() {
        stubs.rewind()
        state.withLock { state in
            for index in state.uses.indices { state.uses[index] = 0 }
            for index in state.groups.indices { state.groups[index].next = 0 }
            state.position = 0
        }
    }

    /// Adds an exchange behind the others.
    func add(_ exchange: RecordedExchange, pushed: [RecordedPush] = []) throws(PatternError) {
        try exchange.refuseUnknownError()
        let entry = Entry(recorded: exchange, pushed: pushed, fault: try Fault.Kind(lineOf: exchange))
        let keys = RequestKeys(exchange.request, matching)
        let bytesGroup = matching == .standard || matching == .exact ? group(of: exchange.request, keys) : nil
        let keyGroup = matching == .exact ? nil : group(ofEqual: keys)
        let shape = exchange.request.bytes.count <= Self.comparedSize ? keys.value.map { JSONShape($0) } : nil
        state.withLock { state in
            let index = state.entries.count
            state.entries.append(entry)
            state.uses.append(0)
            if matching == .standard || matching == .exact {
                state.add(index, to: bytesGroup) { $0.byBytes[keys.bytesHash, default: []].append($1) }
            }
            if let hash = keys.keyHash, matching != .exact {
                state.add(index, to: keyGroup) { $0.byKey[hash, default: []].append($1) }
            }
            if let shape, state.shapes.count < Self.comparedLimit { state.shapes.append((index, shape)) }
        }
    }

    /// The answer that is due, and takes it down as given.
    ///
    /// - Parameters:
    ///   - scenarios: what those of the server are in.
    ///   - giveUp: told of expressions that took too long, which counts as no match.
    func take(_ request: RequestFrame, _ keys: RequestKeys, _ scenarios: Scenarios, giveUp: GiveUp) -> Finding {
        if policy.isStrict { return takeNext(request, keys, scenarios, giveUp) }
        if let group = group(of: request, keys) { return take(group, "the same bytes") }
        if let group = group(ofEqual: keys) { return take(group, reason) }
        if let (request, keys) = redacted(request),
            let group = group(of: request, keys) ?? group(ofEqual: keys)
        {
            return take(group, "the same but for what is redacted")
        }
        return stub(request, keys, scenarios, giveUp) ?? .none
    }

    /// The recorded exchange that a request differs least from.
    ///
    /// - Returns: `nil` also when the request is too large to compare, or is no JSON.
    func closest(to request: RequestFrame, _ keys: RequestKeys) -> NearMiss? {
        guard request.bytes.count <= Self.comparedSize, let value = keys.value else { return nil }
        let shape = JSONShape(value)
        let shapes = state.withLock { $0.shapes }
        let distances = shapes.map { (entry: $0.entry, distance: $0.shape.distance(to: shape)) }
        guard let closest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        let recorded = state.withLock { $0.entries[closest.entry].recorded }
        guard let other = try? JSONParser.parse(recorded.request.bytes) else { return nil }
        let differences = JSONComparison().differences(other, value, atMost: NearMiss.limit)
        return NearMiss(.recording(recorded.number), differences.map { NearMiss.Place($0) })
    }

    // MARK: Comparing, unlocked

    private func group(of request: RequestFrame, _ keys: RequestKeys) -> Int? {
        candidates({ $0.byBytes[keys.bytesHash] }).first { $0.request == request }?.group
    }

    private func group(ofEqual keys: RequestKeys) -> Int? {
        guard let hash = keys.keyHash else { return nil }
        return candidates({ $0.byKey[hash] }).first { RequestKeys($0.request, matching).key == keys.key }?.group
    }

    /// - Parameter find: the groups whose hash fits.
    private func candidates(_ find: (borrowing State) -> [Int]?) -> [Candidate] {
        state.withLock { state in
            (find(state) ?? []).map {
                Candidate(group: $0, request: state.entries[state.groups[$0].entries[0]].recorded.request)
            }
        }
    }

    /// The request as it would stand in the sessions; `nil` when nothing would be missing.
    private func redacted(_ request: RequestFrame) -> (RequestFrame, RequestKeys)? {
        guard let seen = redaction?.applied(to: request), seen != request else { return nil }
        return (seen, RequestKeys(seen, matching))
    }

    private var reason: String {
        if case .pointers = matching { "equal where it is compared" } else { "equal JSON" }
    }

    private func reason(_ request: RequestFrame, _ keys: RequestKeys, for recorded: RequestFrame) -> String? {
        switch matching {
        case .exact: return request == recorded ? "the same bytes" : nil
        case .standard where request == recorded: return "the same bytes"
        case .standard, .json, .pointers:
            guard let key = keys.key, RequestKeys(recorded, matching).key == key else { return nil }
            return reason
        }
    }

    private func nextReason(_ request: RequestFrame, _ keys: RequestKeys, for recorded: RequestFrame) -> String? {
        if let reason = reason(request, keys, for: recorded) { return reason }
        guard let (seen, seenKeys) = redacted(request), reason(seen, seenKeys, for: recorded) != nil else { return nil }
        return "the same but for what is redacted"
    }

    private func stub(
        _ request: RequestFrame,
        _ keys: RequestKeys,
        _ scenarios: Scenarios,
        _ giveUp: GiveUp
    ) -> Finding? {
        stubs.isEmpty
            ? nil : stubs.take(StubSubject(request, keys.value), scenarios, giveUp: giveUp).map { .stub($0) }
    }

    // MARK: Taking turns

    private func take(_ group: Int, _ reason: String) -> Finding {
        state.withLock { state in
            let members = state.groups[group].entries
            var next = state.groups[group].next
            // What equal bytes have taken, equal JSON does not take again.
            while next < members.count, state.uses[members[next]] > 0 { next += 1 }
            let turn: Int
            if next < members.count {
                turn = next
            } else {
                switch policy.exhausted {
                case .last: turn = members.count - 1
                case .cycle: turn = next % members.count
                case .error: return .usedUp(state.entries[members[members.count - 1]])
                }
            }
            state.groups[group].next = next + 1
            state.uses[members[turn]] += 1
            return .recorded(state.entries[members[turn]], reason: reason)
        }
    }

    private func takeNext(
        _ request: RequestFrame,
        _ keys: RequestKeys,
        _ scenarios: Scenarios,
        _ giveUp: GiveUp
    ) -> Finding {
        while true {
            let (position, next) = state.withLock { state in
                (state.position, state.position < state.entries.count ? state.entries[state.position] : nil)
            }
            guard let next, let reason = nextReason(request, keys, for: next.recorded.request) else {
                return stub(request, keys, scenarios, giveUp) ?? .outOfOrder(next: next?.recorded)
            }
            let isTaken = state.withLock { state in
                // Another request may have taken it meanwhile.
                guard state.position == position else { return false }
                state.uses[position] += 1
                state.position += 1
                return true
            }
            if isTaken { return .recorded(next, reason: "it is next; \(reason)") }
        }
    }
}

extension SessionAnswers.State {
    /// - Parameter enter: takes down a new group.
    fileprivate mutating func add(_ index: Int, to group: Int?, _ enter: (inout Self, Int) -> Void) {
        if let group {
            groups[group].entries.append(index)
        } else {
            groups.append(SessionAnswers.Group(entries: [index]))
            enter(&self, groups.count - 1)
        }
    }
}
