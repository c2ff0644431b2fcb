/// The cases in their order, in as many bins as a screen can show; memory does not grow with their number.
struct Timeline {
    struct Bin {
        /// By outcome.
        var counts = [0, 0, 0, 0]
        /// The first case in it that has a card.
        var card: Int?
        var now = Times()
        var recorded = Times()

        mutating func add(_ other: Bin) {
            for index in counts.indices { counts[index] += other.counts[index] }
            card = card ?? other.card
            now.add(other.now)
            recorded.add(other.recorded)
        }

        /// What a person must see first.
        var worst: CaseResult.Outcome.Kind {
            let kinds: [CaseResult.Outcome.Kind] = [.failed, .different, .skipped]
            return kinds.first { counts[$0.rawValue] > 0 } ?? .same
        }
    }

    /// Milliseconds.
    struct Times {
        var count = 0
        var sum = 0.0
        var least = Double.infinity
        var most = 0.0

        var mean: Double? { count > 0 ? sum / Double(count) : nil }

        mutating func add(_ milliseconds: Double) {
            add(Times(count: 1, sum: milliseconds, least: milliseconds, most: milliseconds))
        }

        mutating func add(_ other: Times) {
            count += other.count
            sum += other.sum
            least = min(least, other.least)
            most = max(most, other.most)
        }
    }

    private static let mostBins = 480

    private(set) var bins: [Bin] = []
    /// How many cases a bin has.
    private(set) var width = 1
    private var countInLast = 0

    mutating func add(_ kind: CaseResult.Outcome.Kind, now: Double?, recorded: Double?, card: Int?) {
        if bins.isEmpty || countInLast == width {
            if bins.count == Self.mostBins { halve() }
            bins.append(Bin())
            countInLast = 0
        }
        countInLast += 1
        let last = bins.count - 1
        bins[last].counts[kind.rawValue] += 1
        if let now { bins[last].now.add(now) }
        if let recorded { bins[last].recorded.add(recorded) }
        if let card, bins[last].card == nil { bins[last].card = card }
    }

    private mutating func halve() {
        bins = stride(from: 0, to: bins.count, by: 2).map { index in
            var bin = bins[index]
            if index + 1 < bins.count { bin.add(bins[index + 1]) }
            return bin
        }
        width *= 2
    }
}

extension CaseResult.Outcome {
    enum Kind: Int, CaseIterable {
        case same, different, failed, skipped
    }

    var kind: Kind {
        switch self {
        case .same: .same
        case .different: .different
        case .failed: .failed
        case .skipped: .skipped
        }
    }
}
