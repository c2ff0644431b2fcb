import Platform

/// Puts lines out on a descriptor, each in one piece, from any thread.
struct LineLog: Sendable {
    let descriptor: Int32

    func line(_ text: String) {
        put(Array((text + "\n").utf8))
    }

    /// - Returns: 0, or the `errno` of a failure: EPIPE when whoever read it is gone.
    @discardableResult
    func put(_ bytes: [UInt8]) -> Int32 {
        do throws(SystemError) {
            try Descriptor.write(bytes, to: descriptor)
            return 0
        } catch {
            return error.code
        }
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
