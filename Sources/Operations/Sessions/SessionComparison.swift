import IPCFraming
import Platform
package import Sessions
package import Texts

/// Goes through what differs in two sessions, in their order.
///
/// The files are read twice when anything differs: first for their fingerprints, then for what is shown.
package struct SessionComparison {
    /// One difference.
    package enum Difference {
        case changed(Side, Side)
        case onlyLeft(Side)
        case onlyRight(Side)
        /// Equal ones that stand elsewhere among the others, by their numbers, and of which kinds they are.
        case moved(left: ClosedRange<Int>, right: ClosedRange<Int>, Set<Kind>)
        /// Failed by the network alone, on one side at least; the other side has another outcome, or not the request.
        case unanswered(Side?, Side?)
    }

    /// What a line of a session holds.
    package enum Kind {
        case exchange, pushedMessage
    }

    /// An exchange, and its line in the file.
    package struct Side {
        /// Of what was pushed there is a response only.
        package var exchange: RecordedExchange
        package var kind: Kind
        package var line: [UInt8]
    }

    package struct Summary: Hashable {
        package var same = 0
        package var changed = 0
        package var onlyLeft = 0
        package var onlyRight = 0
        /// How many of the same, and of the changed, stand elsewhere.
        package var moved = 0
        package var unanswered = 0

        /// Whether the answers are the same. Where they stand, and what the network did, is no matter of theirs.
        package var isSame: Bool { changed + onlyLeft + onlyRight == 0 }
    }

    /// Equal exchanges one after the other on both sides.
    private struct Run {
        var left: ClosedRange<Int>
        var right: ClosedRange<Int>
        var kinds: Set<Kind>
        /// The place behind it.
        var next: (left: Int, right: Int)
    }

    package private(set) var summary = Summary()

    private let left: Half
    private let right: Half
    private let pairing: SessionPairing
    /// Of exchanges on the right that belong to one elsewhere.
    private let elsewhere: [Int: Side]
    private var run: Run?
    private var held: Difference?

    /// - Throws: ``Failure`` when a file cannot be read.
    package init(_ left: String, _ right: String, _ observer: any Observer) throws(Failure) {
        let leftPrints = try Half.fingerprints(left, observer)
        let rightPrints = try Half.fingerprints(right, observer)
        pairing = SessionPairing(leftPrints.prints, rightPrints.prints)
        elsewhere = try Half.sides(right, rightPrints, pairing.takenOnRight, observer)
        self.left = try Half(left, leftPrints, observer)
        self.right = try Half(right, rightPrints, observer)
    }

    /// The next difference; `nil` at the end.
    package mutating func next() throws(Failure) -> Difference? {
        if let held {
            self.held = nil
            return held
        }
        guard let difference = try nextBehindRun() else { return endRun() }
        if case .moved = difference { return difference }
        guard let moved = endRun() else { return difference }
        held = difference
        return moved
    }

    private mutating func nextBehindRun() throws(Failure) -> Difference? {
        while left.index < left.count {
            switch pairing.partner(ofLeft: left.index) {
            case .none where left.isUnanswered:
                summary.unanswered += 1
                return .unanswered(try left.take(), nil)
            case .none:
                summary.onlyLeft += 1
                return .onlyLeft(try left.take())
            case .inOrder(let partner):
                if let difference = try nextOnRight(before: partner) { return difference }
                if left.outcome == right.outcome {
                    summary.same += 1
                    try left.skip()
                    try right.skip()
                } else {
                    let isAnswered = !left.isUnanswered || !right.isUnanswered
                    let (leftSide, rightSide) = (try left.take(), try right.take())
                    guard isAnswered else {
                        summary.unanswered += 1
                        return .unanswered(leftSide, rightSide)
                    }
                    summary.changed += 1
                    return .changed(leftSide, rightSide)
                }
            case .moved(let partner):
                summary.moved += 1
                guard left.outcome == right.outcome(of: partner) else {
                    summary.changed += 1
                    return .changed(try left.take(), try side(partner))
                }
                summary.same += 1
                let index = left.index
                let (leftSide, rightSide) = (try left.take(), try side(partner))
                if let moved = extendRun(index, leftSide, partner, rightSide) { return moved }
            case .unanswered(let partner):
                summary.unanswered += 1
                return .unanswered(try left.take(), try side(partner))
            }
        }
        return try nextOnRight(before: right.count)
    }

    /// The next on the right that belongs to nothing on the left.
    private mutating func nextOnRight(before end: Int) throws(Failure) -> Difference? {
        while right.index < end {
            if pairing.isTaken(right: right.index) {
                try right.skip()
            } else if right.isUnanswered {
                summary.unanswered += 1
                return .unanswered(nil, try right.take())
            } else {
                summary.onlyRight += 1
                return .onlyRight(try right.take())
            }
        }
        return nil
    }

    private func side(_ index: Int) throws(Failure) -> Side {
        guard let side = elsewhere[index] else { throw right.changed }
        return side
    }

    /// - Returns: the run that ended before it.
    private mutating func extendRun(_ left: Int, _ leftSide: Side, _ right: Int, _ rightSide: Side) -> Difference? {
        let (leftNumber, rightNumber) = (leftSide.exchange.number, rightSide.exchange.number)
        if let run, run.next == (left, right), leftNumber > run.left.upperBound, rightNumber > run.right.upperBound {
            self.run = Run(
                left: run.left.lowerBound...leftNumber,
                right: run.right.lowerBound...rightNumber,
                kinds: run.kinds.union([leftSide.kind]),
                next: (left + 1, right + 1)
            )
            return nil
        }
        let ended = endRun()
        run = Run(
            left: leftNumber...leftNumber,
            right: rightNumber...rightNumber,
            kinds: [leftSide.kind],
            next: (left + 1, right + 1)
        )
        return ended
    }

    private mutating func endRun() -> Difference? {
        defer { run = nil }
        return run.map { .moved(left: $0.left, right: $0.right, $0.kinds) }
    }
}

/// One of the sessions that are compared.
private final class Half {
    /// What was found in the first reading.
    struct Prints {
        var prints: ExchangeFingerprints
        var version: FileStatus.Version?
    }

    /// After so many exchanges the number of all is estimated.
    private static let sampleCount = 10_000

    /// How many exchanges have been taken.
    private(set) var index = 0

    private let prints: ExchangeFingerprints
    private let path: String
    private let observer: any Observer
    private var scan: SessionScan
    /// How many exchanges have been read: less than taken while nobody has looked at them.
    private var readCount = 0

    init(_ path: String, _ prints: Prints, _ observer: any Observer) throws(Failure) {
        self.path = path
        self.prints = prints.prints
        self.observer = observer
        scan = try SessionScan(path, observer: observer)
        guard scan.version == prints.version else { throw Self.changed(path) }
    }

    /// Reads a file for the first time.
    static func fingerprints(_ path: String, _ observer: any Observer) throws(Failure) -> Prints {
        var prints = ExchangeFingerprints()
        var scan = try SessionScan(path, observer: observer)
        while let entry = try scan.nextInPlace() {
            switch entry {
            case .exchange(let exchange): prints.append(exchange)
            case .pushed(let push): prints.append(push)
            }
            if prints.count == sampleCount, let size = FileStatus(path: path)?.size {
                // An array that grows by itself takes up to three times its size meanwhile.
                let expected = size / max(1, scan.bytesRead / sampleCount) + sampleCount
                prints.reserve(min(expected, ExchangeFingerprints.most))
            }
            if prints.count > ExchangeFingerprints.most {
                let reason = "has more than \(ExchangeFingerprints.most) exchanges, too many to compare"
                throw Failure(.exchangeFailed, "\(TerminalText.name(path)): \(reason)")
            }
        }
        return Prints(prints: prints, version: scan.version)
    }

    /// The exchanges at some places, for whoever needs them in another order.
    static func sides(
        _ path: String,
        _ prints: Prints,
        _ places: Set<Int>,
        _ observer: any Observer
    ) throws(Failure) -> [Int: SessionComparison.Side] {
        if places.isEmpty { return [:] }
        let half = try Half(path, prints, observer)
        var sides: [Int: SessionComparison.Side] = [:]
        while half.index < half.count {
            if places.contains(half.index) {
                let place = half.index
                sides[place] = try half.take()
            } else {
                try half.skip()
            }
        }
        return sides
    }

    var count: Int { prints.count }
    var outcome: UInt64 { prints.outcomes[index] }
    var isUnanswered: Bool { prints.unanswered.contains(index) }
    var changed: Failure { Self.changed(path) }

    func outcome(of index: Int) -> UInt64 { prints.outcomes[index] }

    /// Passes over the next exchange; it is read when one behind it is taken, if ever.
    func skip() throws(Failure) { index += 1 }

    /// The next exchange.
    func take() throws(Failure) -> SessionComparison.Side {
        while readCount < index {
            guard try scan.nextInPlace() != nil else { throw changed }
            readCount += 1
        }
        let (exchange, kind) = try takeRead()
        readCount += 1
        index += 1
        return SessionComparison.Side(exchange: exchange, kind: kind, line: scan.line)
    }

    private func takeRead() throws(Failure) -> (RecordedExchange, SessionComparison.Kind) {
        switch try scan.nextInPlace() {
        case .exchange(let view)? where prints.matches(view, at: index): return (view.exchange, .exchange)
        case .pushed(let push)? where prints.matches(push, at: index):
            let exchange = RecordedExchange(number: push.number, request: RequestFrame([]), response: push.message)
            return (exchange, .pushedMessage)
        case .exchange, .pushed, nil: throw changed
        }
    }

    private static func changed(_ path: String) -> Failure {
        Failure(.exchangeFailed, "\(TerminalText.name(path)): it changed while it was compared")
    }
}
