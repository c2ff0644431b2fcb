import IPCClient
import Platform

/// What an accepting thread waits for: connections, its bell, and what those send that are kept.
struct AcceptorWatch: ~Copyable {
    struct Input {
        /// Whether a connection may be there.
        fileprivate(set) var isConnection = false
        fileprivate(set) var isBell = false
    }

    private struct Watched: Equatable {
        var changes: Int
        var isFull: Bool
    }

    private var inputs = InputWatch()
    private var listener: Int32
    private let bell: Int32
    /// `nil` when another listener has come.
    private var watched: Watched?

    init(_ socket: BoundSocket, _ bell: Cancellation) {
        listener = socket.descriptor
        self.bell = bell.waitDescriptor
    }

    /// Another socket listens.
    mutating func replace(_ socket: BoundSocket) {
        listener = socket.descriptor
        watched = nil
    }

    /// Lets those go on that have sent something.
    ///
    /// - Parameter isFull: whether connections have to wait.
    /// - Returns: what else there is, and whether nothing was for as long as the taker has patience.
    mutating func wait(for taker: any ConnectionTaker, isFull: Bool) -> (Input, isElapsed: Bool) {
        let now = Watched(changes: taker.keptChanges, isFull: isFull)
        if now != watched {
            inputs.watch((isFull ? [] : [listener]) + [bell] + taker.kept)
            watched = now
        }
        var input = Input()
        let hasCome = inputs.wait(taker.patience) { descriptor in
            switch descriptor {
            case listener: input.isConnection = true
            case bell: input.isBell = true
            default: taker.goOn(descriptor)
            }
        }
        return (input, !hasCome)
    }
}
