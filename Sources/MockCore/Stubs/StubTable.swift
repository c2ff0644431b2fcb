import Platform
import Synchronization
import Texts
import WireJSON

/// Stubs, and how often each has answered.
package final class StubTable: Sendable {
    package struct Entry: Sendable {
        /// Its id or, in a session, its place there.
        package let name: String
        /// In the order in which they were added, from 1.
        package let number: Int
        package let stub: Stub
    }

    fileprivate struct State: Sendable {
        /// In the order in which they are asked.
        var entries: [Entry] = []
        /// By their numbers.
        var uses: [Int: Int] = [:]
        var added = 0
    }

    /// The most that are kept.
    package static let limit = 10_000

    /// Whether of equal priority the last one that was added goes first.
    private let isNewestFirst: Bool
    private let state = Guarded(State())
    /// How many there are, for those who come with each request and mostly find none.
    private let count = Atomic(0)

    /// - Parameter stubs: of a session, in the order of their lines.
    package init(_ stubs: [Stub] = [], isNewestFirst: Bool = false) {
        self.isNewestFirst = isNewestFirst
        for stub in stubs { add(stub) }
    }

    /// In the order in which they are asked.
    package var entries: [Entry] { state.withLock { $0.entries } }

    package var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

    /// Whether a look at one of them may take long.
    var hasExpressions: Bool { !isEmpty && state.withLock { $0.entries.contains { $0.stub.hasExpression } } }

    /// How often one has answered.
    package func uses(of entry: Entry) -> Int { state.withLock { $0.uses[entry.number] ?? 0 } }

    /// Those that have not answered, in the order in which they were added.
    var unused: [Entry] {
        state.withLock { state in
            state.entries.filter { state.uses[$0.number] == 0 }.sorted { $0.number < $1.number }
        }
    }

    package func entry(_ name: String) -> Entry? {
        state.withLock { state in state.entries.first { $0.name == name } }
    }

    /// Adds one; it is in force when this returns.
    ///
    /// - Parameter name: the one in whose place it comes; else one of the same id gives way.
    /// - Returns: `nil` when there are too many.
    @discardableResult
    package func add(_ stub: Stub, replacing name: String? = nil) -> Entry? {
        change { state in
            if let name { state.remove(name) }
            guard state.entries.count < Self.limit else { return nil }
            state.added += 1
            let entry = Entry(name: name ?? stub.terms.id ?? "\(state.added)", number: state.added, stub: stub)
            state.remove(entry.name)
            let place = state.entries.firstIndex { other in
                let priority = other.stub.terms.priority
                return priority > stub.terms.priority || isNewestFirst && priority == stub.terms.priority
            }
            state.entries.insert(entry, at: place ?? state.entries.endIndex)
            state.uses[entry.number] = 0
            return entry
        }
    }

    /// - Returns: whether there was one.
    @discardableResult
    package func remove(_ name: String) -> Bool {
        change { $0.remove(name) }
    }

    package func removeAll() {
        change { state in
            state.entries = []
            state.uses = [:]
        }
    }

    private func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        state.withLock { state in
            defer { count.store(state.entries.count, ordering: .releasing) }
            return body(&state)
        }
    }

    /// None of them has answered yet.
    func rewind() {
        state.withLock { state in
            for entry in state.entries { state.uses[entry.number] = 0 }
        }
    }

    /// The stub that answers a request, and takes its turn down.
    ///
    /// - Parameter giveUp: told of expressions that took too long, which counts as no match.
    func take(
        _ subject: StubSubject,
        _ scenarios: Scenarios,
        giveUp: (RegularExpression.LimitExceeded) -> Void
    ) -> StubTurn? {
        let entries = entries
        if entries.isEmpty { return nil }
        // Compared before anything is locked; which of them it is must be decided in one go.
        var fitting: [(entry: Entry, groups: [String])] = []
        for entry in entries {
            var groups: [String]? = entry.stub.usesGroups ? [] : nil
            do throws(RegularExpression.LimitExceeded) {
                guard try entry.stub.match.matches(subject.value, subject, &groups) else { continue }
            } catch {
                giveUp(error)
                continue
            }
            fitting.append((entry, groups ?? []))
            if entry.stub.terms.isUnconditional { break }
        }
        let found = fitting
        return state.withLock { state in
            for (entry, groups) in found {
                guard let uses = state.uses[entry.number], uses < entry.stub.terms.times ?? .max,
                    scenarios.take(entry.stub.terms)
                else { continue }
                state.uses[entry.number] = uses + 1
                return StubTurn(name: entry.name, stub: entry.stub, use: uses + 1, groups: groups)
            }
            return nil
        }
    }
}

extension StubTable.State {
    @discardableResult
    fileprivate mutating func remove(_ name: String) -> Bool {
        guard let index = entries.firstIndex(where: { $0.name == name }) else { return false }
        uses[entries[index].number] = nil
        entries.remove(at: index)
        return true
    }
}
