package import IPCClient

/// Watches an operation for whoever has asked for it, and shows what it tells.
///
/// Over several connections, notices and what goes over the wire come from several threads at once, all else from one at
/// a time.
package protocol Observer: AnyObject {
    /// Whether nobody reads results any more.
    var isOutputClosed: Bool { get }
    /// Whether the user has asked to stop.
    var isCancelled: Bool { get }
    /// Whether somebody sees how far work has come.
    var showsProgress: Bool { get }

    /// Something worth knowing, in a line.
    func notice(_ text: String)
    /// A failure, in a line.
    func diagnostic(_ text: String)
    /// How far it has come; `nil` when there is nothing more to say about that.
    func progress(_ progress: Progress?)
    /// Something that goes over the wire.
    func trace(_ event: TraceEvent)
    /// A request that a dry run does not send.
    ///
    /// - Parameter number: how many of these there were, with this one.
    func unsent(_ exchange: Exchange, number: Int)
}
