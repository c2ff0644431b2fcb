import IPCFraming
package import Sessions
package import Texts

/// Goes through what differs in two sessions, in their order.
///
/// The files are read twice: first for their fingerprints, then for what is shown.
package struct SessionComparison {
    /// One difference.
    package enum Difference {
        case changed(Side, Side)
        case onlyLeft(Side)
        case onlyRight(Side)
    }

    /// An exchange, and its line in the file.
    package struct Side {
        /// Of what was pushed there is a response only.
        package var exchange: RecordedExchange
        package var isPushed: Bool
        package var line: [UInt8]
    }

    package struct Summary: Hashable {
        package var same = 0
        package var changed = 0
        package var onlyLeft = 0
        package var onlyRight = 0

        package var isSame: Bool { changed + onlyLeft + onlyRight == 0 }
    }

    package private(set) var summary = Summary()

    private let left: Half
    private let right: Half
    private let alignment: SessionAlignment

    /// - Throws: ``Failure`` when a file cannot be read.
    package init(_ left: String, _ right: String, _ observer: any Observer) throws(Failure) {
        let leftPrints = try Half.fingerprints(left, observer)
        let rightPrints = try Half.fingerprints(right, observer)
        alignment = SessionAlignment(leftPrints.requests, rightPrints.requests)
        let leftScan = try SessionScan(left, observer: observer)
        let rightScan = try SessionScan(right, observer: observer)
        self.left = Half(fingerprints: leftPrints, path: left, scan: leftScan)
        self.right = Half(fingerprints: rightPrints, path: right, scan: rightScan)
    }

    /// The next difference; `nil` at the end.
    package mutating func next() throws(Failure) -> Difference? {
        while left.index < left.fingerprints.count {
            guard let partner = alignment.partner(of: left.index) else {
                summary.onlyLeft += 1
                return .onlyLeft(try left.take())
            }
            // What stands on the right before the partner belongs to nothing on the left.
            if right.index < partner { return try nextOnRight() }
            let isSame = left.outcome == right.outcome
            let (leftSide, rightSide) = (try left.take(), try right.take())
            if isSame {
                summary.same += 1
            } else {
                summary.changed += 1
                return .changed(leftSide, rightSide)
            }
        }
        return right.index < right.fingerprints.count ? try nextOnRight() : nil
    }

    private mutating func nextOnRight() throws(Failure) -> Difference {
        summary.onlyRight += 1
        return .onlyRight(try right.take())
    }
}

/// One of the sessions that are compared.
private final class Half {
    let fingerprints: ExchangeFingerprints
    /// How many exchanges have been taken.
    private(set) var index = 0

    private let path: String
    private var scan: SessionScan

    init(fingerprints: ExchangeFingerprints, path: String, scan: consuming SessionScan) {
        self.fingerprints = fingerprints
        self.path = path
        self.scan = scan
    }

    /// Reads a file for the first time.
    static func fingerprints(_ path: String, _ observer: any Observer) throws(Failure) -> ExchangeFingerprints {
        var fingerprints = ExchangeFingerprints()
        var scan = try SessionScan(path, observer: observer)
        while let entry = try scan.nextEntry() {
            switch entry {
            case .exchange(let exchange): fingerprints.append(exchange)
            case .pushed(let push, _): fingerprints.append(push)
            }
            if fingerprints.count > ExchangeFingerprints.most {
                let reason = "has more than \(ExchangeFingerprints.most) exchanges, too many to compare"
                throw Failure(.exchangeFailed, "\(path): \(reason)")
            }
        }
        return fingerprints
    }

    var outcome: UInt64 { fingerprints.outcomes[index] }

    /// The next exchange.
    func take() throws(Failure) -> SessionComparison.Side {
        let entry = try scan.nextEntry()
        let isSame: Bool
        let exchange: RecordedExchange
        switch entry {
        case .exchange(let next)?: (exchange, isSame) = (next, fingerprints.matches(next, at: index))
        case .pushed(let push, _)?:
            isSame = fingerprints.matches(push, at: index)
            exchange = RecordedExchange(number: push.number, request: RequestFrame([]), response: push.message)
        case nil: throw changed
        }
        guard isSame else { throw changed }
        index += 1
        let isPushed = if case .pushed? = entry { true } else { false }
        return SessionComparison.Side(exchange: exchange, isPushed: isPushed, line: scan.line)
    }

    private var changed: Failure {
        Failure(.exchangeFailed, "\(path): it changed while it was compared, or cannot be read twice")
    }
}
