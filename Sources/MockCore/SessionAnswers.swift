package import IPCFraming
package import Sessions
import WireJSON

/// Answers from session files: recorded exchanges, each in its turn, and stubs.
package struct SessionAnswers: Sendable {
    /// A recorded exchange, and how often it has answered.
    package struct Entry: Sendable {
        package let recorded: RecordedExchange
        package let fault: Fault.Kind?
        fileprivate(set) var uses = 0
    }

    /// What there is for a request.
    package enum Finding: Sendable {
        case recorded(Entry, reason: String)
        case stub(Stub, number: Int)
        /// All that was recorded for it has answered, and none does twice.
        case usedUp(Entry)
        /// Another request is next, or none.
        case outOfOrder(next: RecordedExchange?)
        case none
    }

    /// Equal requests, in the order in which they were recorded.
    private struct Group: Sendable {
        var entries: [Int]
        var next = 0
    }

    /// The most bytes of requests and responses that are loaded: 512 MiB.
    package static let memoryLimit = 512 << 20
    /// What an entry takes besides these.
    private static let entrySize = 512

    private let matching: Matching
    private let policy: SessionPolicy
    package private(set) var entries: [Entry] = []
    private var stubs: [Stub] = []
    private var groups: [RequestFrame: Group] = [:]
    /// By the hash of their key: the keys themselves would take as much again.
    private var keyedGroups: [Int: Group] = [:]
    private var size = 0
    /// The next one, in strict order.
    private var position = 0

    package init(_ policy: SessionPolicy) {
        self.policy = policy
        matching = policy.matching
    }

    /// Reads the files in their order.
    ///
    /// - Throws: ``SessionError`` also when there is more than may be loaded.
    package static func load(_ paths: [String], _ policy: SessionPolicy) throws(SessionError) -> SessionAnswers {
        var answers = SessionAnswers(policy)
        for path in paths { try answers.load(path) }
        return answers
    }

    private mutating func load(_ path: String) throws(SessionError) {
        var reader = try SessionReader(path: path)
        while let line = try reader.next() {
            do throws(PatternError) {
                switch line {
                case .exchange(let exchange):
                    // One that only its replay fills has no answer.
                    if exchange.response != nil || exchange.error != nil { try add(exchange) }
                case .stub(let stub):
                    stubs.append(try Stub(stub))
                case .end: break
                }
            } catch {
                throw SessionError(path: path, line: reader.lineNumber, reason: error.reason)
            }
            if size > Self.memoryLimit {
                let reason = "more than \(Self.memoryLimit >> 20) MiB of recordings: serve a part of them"
                throw SessionError(path: path, line: reader.lineNumber, reason: reason)
            }
        }
    }

    package mutating func add(_ exchange: RecordedExchange) throws(PatternError) {
        let index = entries.count
        entries.append(Entry(recorded: exchange, fault: try Fault.Kind(lineOf: exchange)))
        size += exchange.request.bytes.count + (exchange.response?.bytes.count ?? 0) + Self.entrySize
        if matching == .standard || matching == .exact {
            groups[exchange.request, default: Group(entries: [])].entries.append(index)
        }
        if matching != .exact, let key = RequestKeys(exchange.request, matching).key {
            keyedGroups[key.hashValue, default: Group(entries: [])].entries.append(index)
        }
    }

    /// The answer that is due, and takes it down as given.
    package mutating func take(_ request: RequestFrame, _ keys: RequestKeys) -> Finding {
        if policy.isStrict { return takeNext(request, keys) }
        if let group = groups[request] {
            return take(group, "the same bytes") { $0.groups[request]?.next = $1 }
        }
        if let key = keys.key, let group = keyedGroups[key.hashValue], isMeant(group, key) {
            return take(group, reason) { $0.keyedGroups[key.hashValue]?.next = $1 }
        }
        return stub(request, keys) ?? .none
    }

    /// Recorded exchanges that have not answered.
    package var unused: [RecordedExchange] { entries.filter { $0.uses == 0 }.map(\.recorded) }

    private var reason: String {
        if case .pointers = matching { "equal where it is compared" } else { "equal JSON" }
    }

    private func isMeant(_ group: Group, _ key: [UInt8]) -> Bool {
        RequestKeys(entries[group.entries[0]].recorded.request, matching).key == key
    }

    /// - Parameter setNext: takes down what is next in the group.
    private mutating func take(
        _ group: Group,
        _ reason: String,
        _ setNext: (inout SessionAnswers, Int) -> Void
    ) -> Finding {
        let count = group.entries.count
        var next = group.next
        // What equal bytes have taken, equal JSON does not take again.
        while next < count, entries[group.entries[next]].uses > 0 { next += 1 }
        let turn: Int
        if next < count {
            turn = next
        } else {
            switch policy.exhausted {
            case .last: turn = count - 1
            case .cycle: turn = next % count
            case .error: return .usedUp(entries[group.entries[count - 1]])
            }
        }
        setNext(&self, next + 1)
        entries[group.entries[turn]].uses += 1
        return .recorded(entries[group.entries[turn]], reason: reason)
    }

    private mutating func takeNext(_ request: RequestFrame, _ keys: RequestKeys) -> Finding {
        if position < entries.count, let reason = reason(request, keys, for: entries[position].recorded.request) {
            entries[position].uses += 1
            position += 1
            return .recorded(entries[position - 1], reason: "it is next; \(reason)")
        }
        return stub(request, keys)
            ?? .outOfOrder(next: position < entries.count ? entries[position].recorded : nil)
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

    private func stub(_ request: RequestFrame, _ keys: RequestKeys) -> Finding? {
        guard !stubs.isEmpty, let value = keys.value, let index = stubs.firstIndex(where: { $0.matches(value) }) else {
            return nil
        }
        return .stub(stubs[index], number: index + 1)
    }
}
