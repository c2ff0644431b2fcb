import Platform
package import Texts

/// Runs commands of the system's shell.
package enum SystemShell {
    /// Runs a command to its end. Meanwhile Ctrl-C and Ctrl-\ are for it alone, as with `system`.
    ///
    /// - Parameters:
    ///   - command: for `/bin/sh -c`.
    ///   - readsInput: whether it gets our stdin; else it finds an empty one.
    ///   - output: what its stdout is: our stderr when our stdout holds nothing but JSON.
    /// - Returns: its exit status; 128 and the signal when one ended it.
    /// - Throws: ``Failure`` when it cannot be started.
    package static func run(_ command: String, readsInput: Bool, output: Int32) throws(Failure) -> Int32 {
        let restore = SignalAction.ignore([SIGINT, SIGQUIT])
        defer { restore() }
        do throws(SystemError) {
            let child = try ChildProcess(
                ["sh", "-c", command],
                at: "/bin/sh",
                input: readsInput ? .inherited : .empty,
                output: output
            )
            // What ends us is to end it, too.
            let status = child.wait { if let signal = Signals.ending { child.send(signal) } } ?? 127
            // It has left a ^C on the terminal.
            if status == 128 + SIGINT { Signals.breakLine() }
            return status
        } catch {
            throw Failure(.exchangeFailed, "/bin/sh cannot be started: \(error.reason)")
        }
    }
}
