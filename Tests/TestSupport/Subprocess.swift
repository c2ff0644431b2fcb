import Glibc

/// A program that runs beside a test, on pipes.
///
/// It dies with this object. Used by one thread at a time.
package final class Subprocess {
    /// Where the program's standard input comes from.
    package enum Input: Sendable {
        /// Nothing: `/dev/null`.
        case none
        /// What the test writes, until ``Subprocess/closeInput()``.
        case pipe
        /// A regular file.
        case file(String)
    }

    /// How the program ended.
    package enum Termination: Hashable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    /// All that came of the program.
    package struct Outcome: Sendable {
        package let output: [UInt8]
        package let error: String
        package let termination: Termination

        package var text: String { String(decoding: output, as: UTF8.self) }
        package var lines: [String] { text.split(separator: "\n").map(String.init) }
        package var errorLines: [String] { error.split(separator: "\n").map(String.init) }
    }

    /// What the test waited for did not come.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// How long to wait for what will come: long, for machines under load.
    package static let patience = 60.0

    package let process: Int32
    private var input: Int32
    /// Standard output and error, with what has come from them.
    private var sources: [(descriptor: Int32, bytes: [UInt8])]
    private var readLines = 0
    private var termination: Termination?

    /// - Parameters:
    ///   - program: the path.
    ///   - environment: all of it; nothing is inherited.
    ///   - directory: where the program starts; the tests' own folder if nil.
    package init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        directory: String? = nil,
        input: Input = .none
    ) throws {
        var actions = SpawnActions()
        let (outputEnd, errorEnd) = (try Pipe(), try Pipe())
        var inputEnd: Pipe?
        switch input {
        case .none: actions.open("/dev/null", as: 0)
        case .file(let path): actions.open(path, as: 0)
        case .pipe:
            let pipe = try Pipe()
            actions.use(pipe.reading, as: 0)
            inputEnd = pipe
        }
        actions.use(outputEnd.writing, as: 1)
        actions.use(errorEnd.writing, as: 2)
        // A program that has closed its input shows as an error of the write.
        signal(SIGPIPE, SIG_IGN)
        process = try actions.spawn(program, arguments, environment: environment, directory: directory)
        for descriptor in [outputEnd.writing, errorEnd.writing, inputEnd?.reading].compactMap(\.self) {
            close(descriptor)
        }
        self.input = inputEnd?.writing ?? -1
        sources = [(outputEnd.reading, []), (errorEnd.reading, [])]
    }

    deinit {
        if termination == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
        }
        for descriptor in sources.map(\.descriptor) + [input] where descriptor >= 0 { close(descriptor) }
    }

    /// Runs a program to its end.
    package static func run(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        directory: String? = nil,
        input: Input = .none,
        typing text: String = ""
    ) throws -> Outcome {
        let input = text.isEmpty ? input : .pipe
        let process = try Subprocess(program, arguments, environment: environment, directory: directory, input: input)
        if !text.isEmpty { try process.write(text) }
        process.closeInput()
        return try process.wait()
    }

    /// Writes all of it to the program's standard input. A program that has closed it does not mind.
    package func write(_ text: String) throws {
        try write(Array(text.utf8))
    }

    package func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        let deadline = Self.now() + Self.patience
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                try receive(until: deadline, or: input, "reading of what was written")
            } else if errno == EPIPE {
                return
            } else if errno != EINTR {
                throw SystemError("write to \(process)")
            }
        }
    }

    /// Ends the program's standard input.
    package func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Closes this side of the program's standard output, as `head` does.
    package func closeOutput() {
        closeSource(0)
    }

    /// Closes this side of its standard error.
    package func closeError() {
        closeSource(1)
    }

    /// Waits for the next whole line of standard output, and returns it without its LF.
    package func readLine() throws -> String {
        let deadline = Self.now() + Self.patience
        while true {
            let lines = sources[0].bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            if lines.count > readLines + 1 {
                defer { readLines += 1 }
                return String(decoding: lines[readLines], as: UTF8.self)
            }
            guard sources[0].descriptor >= 0 else { throw failure("another line") }
            try receive(until: deadline, or: nil, "another line")
        }
    }

    /// Waits until standard output or error has no room for more than a line, as nobody reads it.
    package func waitUntilFull(error: Bool = false) throws {
        let deadline = Self.now() + Self.patience
        // F_GETPIPE_SZ, which glibc's feature macros hide from Swift.
        let capacity = fcntl(sources[error ? 1 : 0].descriptor, 1032)
        var count: Int32 = 0
        while ioctl(sources[error ? 1 : 0].descriptor, UInt(FIONREAD), &count) == 0, count < capacity - 4096 {
            guard Self.now() < deadline, !hasEnded else { throw failure("full pipe") }
            // Nothing tells how full a pipe is.
            poll(nil, 0, 1)
        }
    }

    /// Waits for a text on standard error, wherever it stands, and returns all that has come there.
    @discardableResult
    package func waitForError(_ text: String) throws -> String {
        let deadline = Self.now() + Self.patience
        while true {
            let error = String(decoding: sources[1].bytes, as: UTF8.self)
            if error.contains(text) { return error }
            guard sources[1].descriptor >= 0 else { throw failure("'\(text)' on standard error") }
            try receive(until: deadline, or: nil, "'\(text)' on standard error")
        }
    }

    /// Sends a signal.
    package func send(_ signal: Int32) {
        kill(process, signal)
    }

    /// Waits for the end of the program, and reads nothing of what it puts out meanwhile.
    package func waitWithoutReading() throws {
        let deadline = Self.now() + Self.patience
        while !hasEnded {
            guard Self.now() < deadline else { throw failure("the end of the program, whose output nobody reads") }
            poll(nil, 0, 1)
        }
    }

    /// Whether it has ended, also when nobody has waited for that.
    package var hasEnded: Bool {
        if termination != nil { return true }
        var information = siginfo_t()
        let code = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
        return code == 0 && information.si_signo == SIGCHLD
    }

    /// Waits for the end of the program.
    package func wait() throws -> Outcome {
        let deadline = Self.now() + Self.patience
        while sources.contains(where: { $0.descriptor >= 0 }) {
            try receive(until: deadline, or: nil, "the end of the program")
        }
        var status: Int32 = 0
        while termination == nil {
            let result = waitpid(process, &status, WNOHANG)
            if result == process {
                let signal = status & 0x7F
                termination = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
            } else if Self.now() > deadline {
                throw failure("the end of the program")
            } else {
                // It has closed all of its outputs: it is about to end.
                poll(nil, 0, 1)
            }
        }
        guard let termination else { throw failure("the end of the program") }
        return Outcome(
            output: sources[0].bytes,
            error: String(decoding: sources[1].bytes, as: UTF8.self),
            termination: termination
        )
    }

    /// Takes in what comes next from the program's outputs, or waits until `writable` is.
    private func receive(until deadline: Double, or writable: Int32?, _ what: String) throws {
        var entries = sources.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        if let writable { entries.append(pollfd(fd: writable, events: Int16(POLLOUT), revents: 0)) }
        let left = deadline - Self.now()
        let ready = left > 0 ? poll(&entries, nfds_t(entries.count), Int32(left * 1000) + 1) : 0
        if ready < 0, errno == EINTR { return }
        guard ready > 0 else { throw failure(what) }
        for index in sources.indices where entries[index].revents != 0 {
            var chunk = [UInt8](repeating: 0, count: 64 * 1024)
            let count = read(sources[index].descriptor, &chunk, chunk.count)
            if count > 0 {
                sources[index].bytes += chunk[..<count]
            } else if count == 0 {
                closeSource(index)
            }
        }
    }

    private func closeSource(_ index: Int) {
        if sources[index].descriptor >= 0 { close(sources[index].descriptor) }
        sources[index].descriptor = -1
    }

    private func failure(_ what: String) -> Failure {
        let (output, error) = (sources[0].bytes, sources[1].bytes)
        return Failure(
            description: """
                no \(what) within \(Self.patience) s or before the program ended; stdout: \
                '\(String(decoding: output.suffix(2000), as: UTF8.self))', stderr: \
                '\(String(decoding: error.suffix(2000), as: UTF8.self))'
                """
        )
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
