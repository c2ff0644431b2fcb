/// Takes the connections that an ``Acceptor`` accepts, on its thread.
protocol ConnectionTaker: AnyObject {
    /// A new connection: serves it, closes it, gives it away, or keeps it among the fresh.
    func take(_ descriptor: Int32)

    /// Connections that have sent nothing so far, ``ConnectionTakerLimit/fresh`` at the most.
    var fresh: [Int32] { get }

    /// One of them has sent something.
    func goOn(_ descriptor: Int32)

    /// Gives all of them away: they have been silent for too long, or the thread ends.
    func letGo()
}

enum ConnectionTakerLimit {
    /// More than that are given away: to look at many takes time.
    static let fresh = 16
}
