import Operations
import Platform

/// A program that lets the user scroll through what is written to it.
///
/// While it runs Ctrl-C is its own. The terminal is afterwards as it was before, even if the pager was killed.
final class Pager {
    /// It leaves at once what fits on the screen, shows colours, and leaves the text there.
    private static let standard = "less -FRX"
    /// The same for a pager that the user has chosen, as git does it: without R, less shows the codes of colours.
    private static let defaults = ["LESS": "FRX", "LV": "-c"]

    /// Whether nobody reads on: the user has left it.
    private(set) var isClosed = false

    private let process: ChildProcess
    private var input: Descriptor?
    /// Lets Ctrl-C do what it did before.
    private let restoreInterrupt: () -> Void
    private var terminal: termios?

    /// Whether the environment asks for one.
    static func isWanted(_ environment: Environment) -> Bool {
        // On a terminal that can only go forward 'less' would ask questions.
        if environment["PAGER"] == nil, environment["TERM"].map({ $0.isEmpty || $0 == "dumb" }) ?? true { return false }
        let command = command(environment).split(whereSeparator: { $0 == " " || $0 == "\t" })
        return !command.isEmpty && command != ["cat"]
    }

    /// - Returns: `nil` when it cannot be started.
    static func start(_ console: Console, _ environment: Environment) -> Pager? {
        let command = command(environment)
        var words = command.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        // A shell is needed only for more than a program and its arguments; without one it is known what cannot start.
        if command.unicodeScalars.contains(where: { "|&;<>()$`\\\"'*?[#~=%!{}\n".unicodeScalars.contains($0) }) {
            words = ["/bin/sh", "-c", command]
        }
        do throws(SystemError) {
            return try Pager(words)
        } catch {
            if environment["PAGER"] != nil {
                console.notice("ipcsh: the pager '\(command)' cannot be started: \(error.reason)")
            }
            return nil
        }
    }

    private static func command(_ environment: Environment) -> String {
        environment["PAGER"] ?? standard
    }

    private init(_ words: [String]) throws(SystemError) {
        let pipe = try Pipe(blocks: true)
        var terminal = termios()
        self.terminal = tcgetattr(1, &terminal) == 0 ? terminal : nil
        let restoreInterrupt = SignalAction.ignore([SIGINT])
        do throws(SystemError) {
            process = try ChildProcess(words, input: .descriptor(pipe.reading.number), defaults: Self.defaults)
        } catch {
            restoreInterrupt()
            throw error
        }
        input = pipe.takeWriting()
        self.restoreInterrupt = restoreInterrupt
    }

    func line(_ text: String) {
        guard !isClosed, let input = input?.number else { return }
        var rest = Array((text + "\n").utf8)[...]
        while !rest.isEmpty, !isClosed {
            let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else {
                // A user who reads the first page lets this wait; a signal that ends the program does not.
                isClosed = errno != EINTR || Signals.ending != nil
            }
        }
    }

    /// Waits until the user has read.
    func finish() {
        input = nil
        process.wait { if Signals.ending != nil { process.send(SIGTERM) } }
        restoreInterrupt()
        // A pager that was killed may have left the terminal without echo.
        if var terminal, tcgetpgrp(1) == getpgrp() { tcsetattr(1, TCSADRAIN, &terminal) }
        isClosed = true
    }
}
