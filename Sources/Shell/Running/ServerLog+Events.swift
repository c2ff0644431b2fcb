import MockCore
import Operations
import Rendering

extension ServerLog {
    /// What puts a server's events into the log.
    ///
    /// - Parameter isQuiet: whether only trouble of the server itself is told.
    func taking(isQuiet: Bool) -> @Sendable (MockEvent) -> Void {
        { [self] event in
            if case .trouble = event {
                line(MockLog.line(event), isOwn: true)
            } else if !isQuiet {
                line(MockLog.line(event))
            }
        }
    }
}
