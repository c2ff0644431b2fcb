import IPCClient
import Platform

/// What an accepting thread waits for: connections, its bell, and what those send that are kept.
struct AcceptorWatch: ~Copyable {
    struct Input {
        /// Whether a connection may be there.
        fileprivate(set) var isConnection = false
        fileprivate(set) var isBell = false
    }

    /// How often one connection is listened to before the others are.
    private static let longestRow = 32

    private var inputs = InputWatch()
    private var listener: Int32
    private let bell: Int32
    /// Whether connections had to wait; `nil` when another listener has come.
    private var wasFull: Bool?
    /// The connection that was heard last, and how often in a row it was alone.
    private var last: Int32?
    private var row = 0

    init(_ socket: BoundSocket, _ bell: Cancellation) {
        listener = socket.descriptor
        self.bell = bell.waitDescriptor
    }

    /// Another socket listens.
    mutating func replace(_ socket: BoundSocket) {
        listener = socket.descriptor
        wasFull = nil
    }

    /// Lets those go on that have sent something.
    ///
    /// - Parameter isFull: whether connections have to wait.
    /// - Returns: what else there is, and whether nothing was for as long as the taker has patience.
    mutating func wait(for taker: any ConnectionTaker, isFull: Bool) -> (Input, isElapsed: Bool) {
        // Who asks one thing after the other has often done so by now, and to ask the system who has takes longer.
        if let last, row < Self.longestRow, taker.goOn(last) {
            row += 1
            return (Input(), false)
        }
        (last, row) = (nil, 0)
        update(taker, isFull)
        var input = Input()
        let hasCome = inputs.wait(taker.patience) { descriptor in
            switch descriptor {
            case listener: input.isConnection = true
            case bell: input.isBell = true
            default: if taker.goOn(descriptor) { last = descriptor }
            }
        }
        return (input, !hasCome)
    }

    /// Tells the system what has changed, and no more: each change is a call.
    private mutating func update(_ taker: any ConnectionTaker, _ isFull: Bool) {
        let changes = taker.takeKeptChanges()
        defer { wasFull = isFull }
        guard let wasFull else { return inputs.watch((isFull ? [] : [listener]) + [bell] + taker.kept) }
        if let changes {
            for descriptor in changes.removed { inputs.remove(descriptor) }
            for descriptor in changes.added { inputs.add(descriptor) }
        }
        if isFull, !wasFull { inputs.remove(listener) }
        if !isFull, wasFull { inputs.add(listener) }
    }
}
