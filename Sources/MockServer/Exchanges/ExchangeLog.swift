package import IPCFraming
package import InspectProtocol
package import MockCore
import Platform
import Sessions
import Synchronization
package import Texts

/// The exchanges of a server that came last, in memory that does not grow without end.
package final class ExchangeLog: Sendable {
    /// Something that is worth knowing besides exchanges.
    package struct Notice: Sendable {
        /// Its place among these, from 1.
        package let sequence: Int
        /// `broken`, `trouble` or `notice`.
        package let kind: String
        package let text: String
    }

    /// How many there were since the start or the last reset.
    package struct Counts: Sendable {
        /// By outcome.
        package fileprivate(set) var outcomes: [ExchangeFilter.Outcome: Int] = [:]
        /// How many took no longer than each of ``ExchangeLog/bounds``; the last one counts all.
        package fileprivate(set) var buckets = [Int](repeating: 0, count: ExchangeLog.bounds.count + 1)
        /// All their times together, in seconds.
        package fileprivate(set) var seconds = 0.0
    }

    fileprivate struct State: Sendable {
        /// Those before `start` are forgotten, and taken out now and then. The last one is the one that was added last.
        var entries: [KeptExchange] = []
        /// What the next one is kept in.
        var room: KeptBytes?
        var start = 0
        var bytes = 0
        var added = 0
        /// What numbers count from.
        var base = 0
        /// What has come of the first `counted` that were added, since the last reset.
        var counts = Counts()
        var counted = 0
        var resets = 0
        var notices: [Notice] = []
        var noticed = 0
        /// When the one before the first that is kept began.
        var before: ContinuousClock.Instant?
        var observers: [Int: @Sendable () -> Void] = [:]
        var observed = 0
        /// How often all was forgotten.
        var epoch = 0
    }

    /// The most exchanges that are kept, and the most bytes of their requests and responses.
    package static let standardLimit = 100_000
    package static let standardSize = 64 << 20
    private static let noticeLimit = 1000
    /// As many are looked at in one go: whoever adds one waits no longer than that takes.
    private static let pageSize = 256
    /// Of the histogram, in seconds.
    package static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let limit: Int
    private let size: Int
    private let state = Guarded(State())
    /// Whether somebody waits for the next change.
    private let isArmed = Atomic(false)

    package init(limit: Int = standardLimit, size: Int = standardSize) {
        self.limit = limit
        self.size = size
    }

    // MARK: Adding

    /// - Parameters:
    ///   - start: when the exchange began.
    ///   - attempts: how often a connection was tried for it.
    ///   - rule: what counts as an error.
    package func append(
        _ request: RequestFrame,
        _ outcome: Delivery.Outcome,
        _ origin: AnswerOrigin,
        attempts: Int = 1,
        rule: SuccessRule = .standard,
        start: ContinuousClock.Instant
    ) {
        append(request, origin, attempts: attempts, rule: rule, start: start) {
            outcome
        } answer: {
        }
    }

    /// Adds an exchange behind what answers it, so that the client does not wait for that; who looks here then does.
    ///
    /// - Parameters:
    ///   - outcome: called behind `answer`.
    ///   - answer: takes no time, and has nothing to do with this.
    /// - Returns: what that does.
    func append<Result: Sendable>(
        _ request: RequestFrame,
        _ origin: AnswerOrigin,
        attempts: Int,
        rule: SuccessRule,
        start: ContinuousClock.Instant,
        outcome: () -> Delivery.Outcome,
        answer: () -> Result
    ) -> Result {
        let end = ContinuousClock.now
        let result = state.withLock { state in
            let result = answer()
            let times = KeptExchange.Times(start: start, end: end)
            let outcome = outcome()
            let isPlain = request.ending == .terminator && origin.isPlain && attempts == 1 && rule.isStandard
            if isPlain, let response = outcome.plainResponse,
                request.bytes.count + response.count <= KeptBytes.largest
            {
                let room = state.room(for: request.bytes.count + response.count)
                append(KeptExchange(request.bytes, response, in: room, times), to: &state)
            } else {
                let whole = KeptExchange.Whole(request, outcome, origin, attempts: attempts, rule: rule)
                append(KeptExchange(whole, times), to: &state)
            }
            return result
        }
        tell()
        return result
    }

    private func append(_ kept: KeptExchange, to state: inout State) {
        state.added += 1
        state.entries.append(kept)
        state.bytes += kept.size
        while state.entries.count - state.start > limit || state.bytes > size, state.start < state.entries.count - 1 {
            state.countFirst()
            state.bytes -= state.entries[state.start].size
            state.before = state.entries[state.start].start
            state.start += 1
        }
        if state.start > state.entries.count / 2 {
            state.entries.removeFirst(state.start)
            state.start = 0
        }
    }

    /// Takes in what is no exchange; others are added when they are over.
    package func take(_ event: MockEvent) {
        let kind: String
        let words: String
        switch event {
        case .exchange, .missed: return
        case .broken(let text): (kind, words) = ("broken", text)
        case .trouble(let text): (kind, words) = ("trouble", text)
        case .notice(let text): (kind, words) = ("notice", text)
        }
        state.withLock { state in
            state.noticed += 1
            state.notices.append(Notice(sequence: state.noticed, kind: kind, text: words))
            if state.notices.count > Self.noticeLimit { state.notices.removeFirst(Self.noticeLimit / 2) }
        }
        tell()
    }

    /// Forgets the exchanges; numbers go on.
    package func clear() {
        countAll()
        state.withLock { $0.clear() }
        tell()
    }

    /// Forgets all, and counts from 1 again.
    package func reset() {
        state.withLock { state in
            state.clear()
            state.base = state.added
            state.counts = Counts()
            state.counted = state.added
            state.resets += 1
            state.before = nil
        }
        tell()
    }

    // MARK: Looking

    /// The place of the last one that was added.
    package var last: Int { state.withLock { $0.added } }

    /// The place of the last notice.
    package var lastNotice: Int { state.withLock { $0.noticed } }

    /// How many are kept.
    package var count: Int { state.withLock { $0.entries.count - $0.start } }

    /// How often all was forgotten.
    package var epoch: Int { state.withLock { $0.epoch } }

    /// The place behind the exchange of a number; of one that is still to come, that of the last one.
    package func place(behind number: Int) -> Int {
        state.withLock { $0.base + min(max(0, number), $0.added - $0.base) }
    }

    package var counts: Counts {
        countAll()
        return state.withLock { $0.counts }
    }

    /// Counts those that were added since; not all at once, as whoever adds one would wait.
    private func countAll() {
        while true {
            let (entries, resets) = state.withLock { state in
                let entries = Array(state.uncounted.prefix(Self.pageSize))
                state.counted = entries.isEmpty ? state.added : state.added - state.uncounted.count + entries.count
                return (entries, state.resets)
            }
            if entries.isEmpty { return }
            var counts = Counts()
            for entry in entries { counts.add(entry) }
            state.withLock { state in
                if state.resets == resets { state.counts.add(counts) }
            }
        }
    }

    /// The ones behind a place, the first of them, and how many between were forgotten before they were seen.
    ///
    /// - Parameter limit: how many at the most.
    package func page(after sequence: Int, limit: Int = pageSize) -> (exchanges: [LoggedExchange], lost: Int) {
        let (entries, first, base, lost, before) = state.withLock {
            state -> ([KeptExchange], Int, Int, Int, ContinuousClock.Instant?) in
            let first = state.added - (state.entries.count - state.start) + 1
            // A caller may have any number.
            let sequence = min(max(0, sequence), state.added)
            let lost = max(0, first - 1 - sequence)
            let from = max(sequence + 1, first)
            let index = state.start + from - first
            let before = index > state.start ? state.entries[index - 1].start : state.before
            return (Array(state.entries.dropFirst(index).prefix(limit)), from, state.base, lost, before)
        }
        var texts = TimestampTexts()
        let exchanges = entries.enumerated().map { index, entry in
            let before = index > 0 ? entries[index - 1].start : before
            return entry.logged(behind: before, sequence: first + index, base: base, &texts)
        }
        return (exchanges, lost)
    }

    package func notices(after sequence: Int) -> [Notice] {
        state.withLock { state in Array(state.notices.drop { $0.sequence <= sequence }) }
    }

    /// The exchange of a number.
    package func exchange(_ number: Int) -> LoggedExchange? {
        let (base, last) = state.withLock { ($0.base, $0.added) }
        guard number > 0, number <= last - base else { return nil }
        // One that is forgotten has another in its place.
        return page(after: base + number - 1, limit: 1).exchanges.first { $0.recorded.number == number }
    }

    /// How many there are of those that are meant.
    ///
    /// - Throws: when an expression was given up.
    package func count(_ filter: ExchangeFilter) throws(RegularExpression.LimitExceeded) -> Int {
        if filter.isEverything { return count }
        var count = 0
        try forEach(filter) { _ in count += 1 }
        return count
    }

    /// Those that are meant, the newest last.
    ///
    /// - Parameter limit: how many at the most: the newest or, behind a number, the oldest.
    /// - Returns: also how many are meant in all.
    /// - Throws: when an expression was given up.
    package func exchanges(
        _ filter: ExchangeFilter,
        limit: Int
    ) throws(RegularExpression.LimitExceeded) -> (exchanges: [LoggedExchange], total: Int) {
        if filter.isEverything {
            let (last, count) = state.withLock { ($0.added, $0.entries.count - $0.start) }
            return (page(after: last - limit, limit: limit).exchanges, count)
        }
        var found: [LoggedExchange] = []
        var total = 0
        try forEach(filter) { exchange in
            total += 1
            if filter.after == nil || found.count < limit { found.append(exchange) }
            // Kept short, but not at each step.
            if found.count > 2 * limit { found.removeFirst(found.count - limit) }
        }
        return (Array(found.suffix(limit)), total)
    }

    private func forEach(_ filter: ExchangeFilter, _ body: (LoggedExchange) -> Void)
        throws(RegularExpression.LimitExceeded)
    {
        var place = 0
        while true {
            let page = page(after: place).exchanges
            guard let last = page.last else { return }
            for exchange in page where try filter.includes(exchange) { body(exchange) }
            place = last.sequence
        }
    }

    // MARK: Waiting

    /// Has somebody told of changes, on the thread that makes them: once for each call of ``awaitChange()``.
    ///
    /// - Returns: what ends that.
    package func observe(_ body: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.observed += 1
            state.observers[state.observed] = body
            return state.observed
        }
    }

    package func endObserving(_ observer: Int) {
        state.withLock { $0.observers[observer] = nil }
    }

    /// The next change is told. What has changed before that must be looked at behind this.
    package func awaitChange() {
        isArmed.store(true, ordering: .sequentiallyConsistent)
    }

    private func tell() {
        guard isArmed.load(ordering: .sequentiallyConsistent),
            isArmed.exchange(false, ordering: .sequentiallyConsistent)
        else { return }
        let observers = state.withLock { Array($0.observers.values) }
        for observer in observers { observer() }
    }
}

extension ExchangeLog.State {
    fileprivate mutating func room(for size: Int) -> KeptBytes {
        if let room, room.hasRoom(for: size) { return room }
        let new = KeptBytes()
        room = new
        return new
    }

    /// Those that are kept and not counted.
    fileprivate var uncounted: ArraySlice<KeptExchange> {
        entries[start...].suffix(max(0, min(added - counted, entries.count - start)))
    }

    /// Counts the oldest one, if it was not.
    fileprivate mutating func countFirst() {
        guard added - counted >= entries.count - start else { return }
        counted += 1
        counts.add(entries[start])
    }

    fileprivate mutating func clear() {
        before = entries.last?.start ?? before
        entries = []
        room = nil
        start = 0
        bytes = 0
        epoch += 1
    }
}

extension ExchangeLog.Counts {
    fileprivate mutating func add(_ kept: KeptExchange) {
        let seconds = kept.seconds
        outcomes[kept.outcome, default: 0] += 1
        self.seconds += seconds
        let first = ExchangeLog.bounds.firstIndex { seconds <= $0 } ?? ExchangeLog.bounds.count
        for index in first...ExchangeLog.bounds.count { buckets[index] += 1 }
    }

    fileprivate mutating func add(_ counts: Self) {
        outcomes.merge(counts.outcomes, uniquingKeysWith: +)
        seconds += counts.seconds
        for index in buckets.indices { buckets[index] += counts.buckets[index] }
    }
}
