import Glibc

/// A terminal that a test sits at: it types, and reads what is shown.
///
/// Used by one thread at a time.
package final class PseudoTerminal {
    /// What the test expected did not come.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// How long to wait for what will come: long, for machines under load.
    package static let patience = 30.0

    /// The descriptor of the program's side, for an editor in this process; open until ``closeDevice()``.
    package private(set) var device: Int32

    /// The path of the program's side.
    package let devicePath: String

    /// What ``spawn(_:_:environment:directory:)`` has started.
    package private(set) var process: Int32?

    /// TIOCSPTLCK and TIOCGPTN of Linux.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    private var controller: Int32
    private var received: [UInt8] = []

    /// Up to where ``expect(_:within:)`` has found something.
    private var consumed = 0
    private var screen: VirtualScreen
    private var shown = 0
    private var exitStatus: Int32?

    package init(columns: Int = 80, rows: Int = 24) throws {
        (controller, devicePath) = try Self.openController()
        device = open(devicePath, O_RDWR | O_NOCTTY | O_CLOEXEC)
        screen = VirtualScreen(columns: columns)
        guard device >= 0 else { throw SystemError("open \(devicePath)") }
        try resize(columns: columns, rows: rows)
    }

    deinit {
        if let process, exitStatus == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        hangUp()
    }

    /// Sets the size of the window; the foreground job of the terminal gets SIGWINCH.
    package func resize(columns: Int, rows: Int = 24) throws {
        var size = winsize()
        size.ws_col = UInt16(columns)
        size.ws_row = UInt16(rows)
        guard ioctl(controller, UInt(TIOCSWINSZ), &size) == 0 else { throw SystemError("resize") }
        screen.columns = columns
    }

    /// Closes both sides, as when a terminal's window is closed.
    package func hangUp() {
        closeDevice()
        if controller >= 0 { close(controller) }
        controller = -1
    }

    /// Closes the program's side in this process.
    package func closeDevice() {
        if device >= 0 { close(device) }
        device = -1
    }

    package func send(_ text: String) throws {
        try send(bytes: Array(text.utf8))
    }

    package func sendKey(_ key: TerminalKey) throws {
        try send(key.rawValue)
    }

    package func send(bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemError("type") }
            rest = rest.dropFirst(count)
        }
    }

    /// Everything received so far.
    package var output: String { String(decoding: received, as: UTF8.self) }

    /// The rows of the screen, those above the window included, as far as the output has been read.
    package var screenText: String {
        let end = received.count - Self.unfinished(received)
        screen.write(String(decoding: received[shown..<end], as: UTF8.self))
        shown = end
        return screen.text
    }

    /// Waits for output with `text` in it, behind what was expected before.
    package func expect(_ text: String, within seconds: Double = patience) throws {
        let wanted = Array(text.utf8)
        try wait(for: "'\(Self.escaped(text))'", within: seconds) { terminal in
            guard let end = terminal.received.end(of: wanted, from: terminal.consumed) else { return false }
            terminal.consumed = end
            return true
        }
    }

    /// Waits until the screen satisfies a condition.
    package func expectScreen(
        _ what: String,
        within seconds: Double = patience,
        where condition: (String) -> Bool
    ) throws {
        try wait(for: "a screen where \(what)", within: seconds) { condition($0.screenText) }
    }

    /// Waits until everything typed has been read, with the terminal in editing mode: what is typed next is a separate
    /// event for the program. For programs in this process.
    package func waitUntilRead(within seconds: Double = patience) throws {
        let deadline = Self.now() + seconds
        var count: Int32 = 0
        while ioctl(device, UInt(FIONREAD), &count) == 0, count > 0 {
            guard Self.now() < deadline else { throw failure("reading of what was typed", seconds) }
            // Nothing tells when a terminal's input is empty; output is likely to come first.
            _ = try receive(until: min(deadline, Self.now() + 0.005))
        }
    }

    /// Reads until the program has ended, and returns its exit status, or 128 and the signal's number.
    package func waitForExit(within seconds: Double = patience) throws -> Int32 {
        if let exitStatus { return exitStatus }
        guard let process else { throw Failure(description: "nothing was started on this terminal") }
        let deadline = Self.now() + seconds
        // The terminal hangs up when the last process on it has closed it.
        while try receive(until: deadline) {}
        guard Self.now() < deadline else { throw failure("the end of the program", seconds) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw SystemError("waitpid") }
        }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
        exitStatus = code
        return code
    }

    /// Keeps what was started, for ``waitForExit(within:)``. From now on the program's end ends the output.
    func adopt(_ process: Int32) {
        self.process = process
        exitStatus = nil
        closeDevice()
    }
}

extension PseudoTerminal {
    /// What posix_openpt, unlockpt and ptsname_r do, which glibc's feature macros hide from Swift.
    private static func openController() throws -> (Int32, String) {
        let controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard controller >= 0 else { throw SystemError("open /dev/ptmx") }
        var (unlocked, number): (Int32, UInt32) = (0, 0)
        guard ioctl(controller, setLock, &unlocked) == 0, ioctl(controller, getNumber, &number) == 0 else {
            defer { close(controller) }
            throw SystemError("open a pseudo-terminal")
        }
        return (controller, "/dev/pts/\(number)")
    }

    private func wait(
        for what: String,
        within seconds: Double,
        until condition: (PseudoTerminal) -> Bool
    ) throws {
        let deadline = Self.now() + seconds
        while !condition(self) {
            guard try receive(until: deadline) else { throw failure(what, seconds) }
        }
    }

    /// False at the deadline and at the end of the output.
    private func receive(until deadline: Double) throws -> Bool {
        while true {
            let rest = deadline - Self.now()
            guard rest > 0 else { return false }
            var descriptor = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, Int32(rest * 1000) + 1)
            if ready == 0 || ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { throw SystemError("poll") }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(controller, &buffer, buffer.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            // EIO: nobody has the other side open.
            guard count > 0 else { return false }
            received += buffer[..<count]
            return true
        }
    }

    private func failure(_ what: String, _ seconds: Double) -> Failure {
        Failure(
            description: """
                no \(what) within \(seconds) s or before the program ended; received since the last: \
                '\(Self.escaped(String(decoding: received[consumed...], as: UTF8.self)))', before: \
                '\(Self.escaped(String(decoding: received[..<consumed], as: UTF8.self)))'
                """
        )
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? $0.escaped(asASCII: true) : String($0) }
            .joined()
    }

    /// How many bytes at the end belong to a character that has not come whole.
    private static func unfinished(_ bytes: [UInt8]) -> Int {
        for (index, byte) in bytes.suffix(3).reversed().enumerated() {
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > index + 1 ? index + 1 : 0
        }
        return 0
    }
}

extension [UInt8] {
    /// The index behind the first occurrence of `part` at or after `start`.
    fileprivate func end(of part: [UInt8], from start: Int) -> Int? {
        guard let first = part.first else { return start }
        var index = start
        while let found = self[index...].firstIndex(of: first), found + part.count <= count {
            if self[found...].starts(with: part) { return found + part.count }
            index = found + 1
        }
        return nil
    }
}
