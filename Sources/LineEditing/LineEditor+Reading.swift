import CLibEdit
import Platform

/// Libedit's own reading gives up the line at every signal and knows nothing of windows; so we read.
extension LineEditor {
    /// The next key for libedit: 1 and the character, 0 at the end of input, -1 and `errno`.
    static let readCharacter: @convention(c) (OpaquePointer?, UnsafeMutablePointer<wchar_t>?) -> Int32 = {
        guard let editor = LineEditor.of($0), let character = $1 else { return -1 }
        if let scalar = editor.nextScalar() {
            character.pointee = wchar_t(bitPattern: scalar.value)
            return 1
        }
        character.pointee = 0
        switch editor.ending {
        case .endOfInput: return 0
        case .failed(let code): errno = code
        case .interrupted, .line, .invalid, nil: errno = EINTR
        }
        return -1
    }

    /// nil when there is an `ending`; commands that read a key themselves ask again then.
    private func nextScalar() -> Unicode.Scalar? {
        takeOverSuspendKey()
        if !hasHistory {
            show()
            attachHistory()
        }
        stepOverMarks()
        while ending == nil {
            if let scalar = injected.popFirst() { return noted(scalar) }
            guard let byte = assembler.takeLeft() ?? nextByte() else { continue }
            if assembler.isAtStart, byte == suspendKey {
                suspendJob()
                continue
            }
            guard let scalar = assembler.push(byte) else { continue }
            if assembler.isInvalid { hasInvalidBytes = true }
            // Libedit takes C1 controls for keys with Meta, and some of those are commands.
            if (0x80..<0xA0).contains(scalar.value) { continue }
            return noted(scalar)
        }
        return nil
    }

    private func noted(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "\u{1B}" { cursorBeforeEscape = typed.cursor }
        return scalar
    }

    /// Takes milliseconds with a long history; done at the first key, when the prompt stands already.
    private func attachHistory() {
        hasHistory = true
        guard let editLine, let list = history.editorHistory() else { return }
        libedit_set_history(editLine, list.pointer)
    }

    /// One byte: what is typed ahead stays with the terminal, for whoever reads it next. Shows the line before it waits.
    private func nextByte() -> UInt8? {
        var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        if poll(&entry, 1, 0) < 1 { show() }
        return waitForBytes(1)?.first
    }

    /// Waits for the next bytes, and for none beyond them.
    ///
    /// - Parameters:
    ///   - count: how many at the most.
    ///   - milliseconds: how long at the most; negative: for ever.
    /// - Returns: none when the time has passed; nil when there is an `ending`, or something else came.
    func waitForBytes(_ count: Int, milliseconds: Int32 = -1) -> [UInt8]? {
        var descriptors = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if let descriptor = watched() { descriptors.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)) }
        let ready = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        if ready == 0 { return [] }
        guard ready > 0 else {
            wakeOrFail(errno)
            return nil
        }
        if descriptors[1].revents != 0 {
            waker.drain()
            wakeOrFail(EINTR)
            return nil
        }
        if descriptors[0].revents == 0 {
            tellWatched()
            return nil
        }
        var bytes = [UInt8](repeating: 0, count: count)
        switch read(input, &bytes, count) {
        case 0: ending = .endOfInput
        case let count where count > 0: return Array(bytes[..<count])
        default: wakeOrFail(errno)
        }
        return nil
    }

    private func tellWatched() {
        let lines = handleWatched()
        if lines.isEmpty { return }
        show(lines)
        if !isAsking { redraw() }
    }

    private func wakeOrFail(_ code: Int32) {
        switch code {
        case EINTR:
            if shouldInterrupt() {
                if !isAsking { show() }
                leaveLine("^C")
                pasted = []
                ending = .interrupted
            } else if !isAsking {
                adaptToTerminal()
            }
        case EAGAIN:
            break
        default:
            ending = .failed(code)
        }
    }

    /// After a signal: the window may have another size, or a shell may have used the terminal meanwhile.
    private func adaptToTerminal() {
        var attributes = termios()
        let wasTakenAway = tcgetattr(input, &attributes) == 0 && attributes.c_lflag & tcflag_t(ICANON) != 0
        if waker.takeContinued() || wasTakenAway {
            enterEditingMode()
            redraw()
        } else {
            let current = window.columns
            if current != columns { redrawAfterResize(columns: current) }
        }
    }

    private func enterEditingMode() {
        guard let editLine else { return }
        // Libedit believes that it never left the mode; going through the other one makes it set it.
        libedit_prepare_terminal(editLine, 0)
        libedit_prepare_terminal(editLine, 1)
        takeOverSuspendKey()
    }

    /// Gives the terminal back for as long as the job is stopped.
    private func suspendJob() {
        guard let editLine else { return }
        show()
        leaveLine()
        libedit_prepare_terminal(editLine, 0)
        suspend()
        enterEditingMode()
        _ = waker.takeContinued()
        redraw()
    }

    /// Keeps the terminal driver from stopping us by itself, with the terminal in editing mode.
    ///
    /// Libedit sets the driver's key again after a quoted insert (Ctrl-V), during which there are no such keys.
    func takeOverSuspendKey() {
        var attributes = termios()
        guard tcgetattr(input, &attributes) == 0, attributes.c_lflag & tcflag_t(ISIG) != 0 else {
            suspendKey = nil
            return
        }
        let disabled = cc_t(truncatingIfNeeded: fpathconf(input, Int32(_PC_VDISABLE)))
        let key = withUnsafeBytes(of: &attributes.c_cc) { $0[Int(VSUSP)] }
        if key != disabled {
            ownSuspendKey = key
            withUnsafeMutableBytes(of: &attributes.c_cc) { $0[Int(VSUSP)] = disabled }
            tcsetattr(input, TCSANOW, &attributes)
        }
        suspendKey = ownSuspendKey
    }
}
