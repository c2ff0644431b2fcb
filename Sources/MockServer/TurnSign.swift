import Synchronization

/// Whether it is somebody's turn, for the threads that accept to see: on a server that does one thing at a time they serve
/// nobody meanwhile.
final class TurnSign: Sendable {
    private let count = Atomic(0)

    var isTaken: Bool { count.load(ordering: .acquiring) > 0 }

    /// The sign is taken as long as this lives.
    final class Promise: Sendable {
        private let sign: TurnSign

        init(_ sign: TurnSign) {
            self.sign = sign
            sign.count.add(1, ordering: .acquiringAndReleasing)
        }

        deinit {
            sign.count.subtract(1, ordering: .acquiringAndReleasing)
        }
    }
}
