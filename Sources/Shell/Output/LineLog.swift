import Operations
import Platform

/// Puts lines out on a descriptor, each in one piece, from any thread.
struct LineLog: Sendable {
    let descriptor: Int32

    func line(_ text: String) {
        put(Array((text + "\n").utf8))
    }

    /// Puts all of it out, in one piece where the system takes it so. Where the reader leaves no room, Ctrl-C and signals
    /// that end the program end the wait.
    ///
    /// - Returns: 0, or the `errno` of a failure: EPIPE when whoever read it is gone, EINTR when a signal ended the wait.
    @discardableResult
    func put(_ bytes: [UInt8]) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            var piece = rest
            if Signals.hasArrived {
                guard SignalState.isReady(descriptor, for: POLLOUT) else { return EINTR }
                // A pipe with any room has room for that much.
                piece = piece.prefix(Int(PIPE_BUF))
            }
            let count = piece.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                if !Signals.wait(descriptor, for: POLLOUT) { return EINTR }
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// How many columns the terminal has; 80 where it does not say.
    var columns: Int { window.ws_col > 0 ? Int(window.ws_col) : 80 }

    /// How many rows; 24 where it does not say.
    var rows: Int { window.ws_row > 0 ? Int(window.ws_row) : 24 }

    private var window: winsize {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
    }
}
