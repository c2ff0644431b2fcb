/// Takes the connections that an ``Acceptor`` accepts, on its thread.
protocol ConnectionTaker: AnyObject {
    /// A new connection: serves it, closes it, gives it away, or keeps it.
    func take(_ descriptor: Int32)

    /// Connections that it keeps and that may send something, ``ConnectionTakerLimit/kept`` at the most.
    var kept: [Int32] { get }

    /// How those have changed since the last call; `nil` when they have not.
    func takeKeptChanges() -> KeptConnections.Changes?

    /// One of them has sent something, or may have.
    ///
    /// - Returns: whether it has, and is still kept.
    @discardableResult
    func goOn(_ descriptor: Int32) -> Bool

    /// How long nothing may happen until ``elapsed()``, in milliseconds; below 0 for ever.
    var patience: Int32 { get }

    /// Nothing has happened for that long.
    func elapsed()

    /// Gives all of them away: the thread ends, or has something else to wait for.
    func letGo()
}

enum ConnectionTakerLimit {
    /// More than that are given away: to look at many takes time.
    static let kept = 16
}
