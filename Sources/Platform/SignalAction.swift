/// What a process does about a signal.
package enum SignalAction {
    /// Calls a handler, which must be async-signal-safe. The call that the signal interrupts is not made again by itself,
    /// so that whoever waits looks at what has come.
    package static func handle(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
        var action = action(handler)
        sigaction(signal, &action, nil)
    }

    /// Ignores a signal from now on.
    package static func ignore(_ signal: Int32) {
        var ignoring = action(SIG_IGN)
        sigaction(signal, &ignoring, nil)
    }

    /// Ignores signals for a time.
    ///
    /// - Returns: puts back what was done about them before.
    package static func ignore(_ signals: [Int32]) -> () -> Void {
        let before = signals.map { signal in
            var (ignoring, before) = (action(SIG_IGN), sigaction())
            sigaction(signal, &ignoring, &before)
            return (signal, before)
        }
        return {
            for (signal, action) in before {
                var action = action
                sigaction(signal, &action, nil)
            }
        }
    }

    /// Whether a signal is ignored, as what nohup(1) starts ignores the end of its terminal.
    package static func isIgnored(_ signal: Int32) -> Bool {
        var current = sigaction()
        guard sigaction(signal, nil, &current) == 0 else { return false }
        #if canImport(Glibc)
            let handler = current.__sigaction_handler.sa_handler
        #else
            let handler = current.__sigaction_u.__sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Ends the process as a signal that it does not handle would have.
    package static func die(of signal: Int32) -> Never {
        var usual = action(SIG_DFL)
        sigaction(signal, &usual, nil)
        raise(signal)
        exit(128 + signal)
    }

    private static func action(_ handler: (@convention(c) (Int32) -> Void)?) -> sigaction {
        var action = sigaction()
        sigemptyset(&action.sa_mask)
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        return action
    }
}
