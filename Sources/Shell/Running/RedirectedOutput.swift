import Operations
import Platform
import ShellLanguage
import Texts

/// Gives what commands print to a file, or to a command of the system's shell.
struct RedirectedOutput {
    let output: Output
    let context: ShellContext

    /// - Parameter body: runs the commands.
    /// - Returns: what `body` returns.
    /// - Throws: ``Failure`` when the file cannot be written or the other command fails, before `body` or behind it.
    func run(_ body: () -> ExitStatus) throws(Failure) -> ExitStatus {
        switch output {
        case .file(let word, let appends):
            try write(to: try context.expander(patterns: false).path(word), appends: appends, body)
        case .command(let command): try pipe(to: command, body)
        }
    }

    private func write(to path: String, appends: Bool, _ body: () -> ExitStatus) throws(Failure) -> ExitStatus {
        if context.settings.isDryRun {
            context.console.notice("ipcsh: not written: \(appends ? ">>" : ">") \(path)")
            return body()
        }
        do throws(SystemError) {
            let file = try Descriptor(
                path: path,
                O_WRONLY | O_CREAT | (appends ? O_APPEND : O_TRUNC),
                permissions: 0o666
            )
            let (status, code) = context.console.withOutput(to: file.number, body)
            if code != 0 { throw SystemError(code: code) }
            return status
        } catch {
            throw Failure(.exchangeFailed, "\(path) cannot be written: \(error.reason)")
        }
    }

    private func pipe(to command: String, _ body: () -> ExitStatus) throws(Failure) -> ExitStatus {
        if context.settings.isDryRun {
            context.console.notice("ipcsh: not run: | \(command)")
            return body()
        }
        let child: ChildProcess
        let input: Descriptor
        do throws(SystemError) {
            let pipe = try Pipe(blocks: true)
            child = try ChildProcess(
                ["sh", "-c", command],
                at: "/bin/sh",
                input: .descriptor(pipe.reading.number),
                output: context.console.outputDescriptor
            )
            input = pipe.takeWriting()
        } catch {
            throw Failure(.exchangeFailed, "/bin/sh cannot be started: \(error.reason)")
        }
        // One that leaves before it has all, as 'head' does, is content.
        let (status, _) = context.console.withOutput(to: input.number, body)
        close(consume input)
        // Meanwhile Ctrl-C is for it alone, as for '!COMMAND'.
        let restore = SignalAction.ignore([SIGINT, SIGQUIT])
        defer { restore() }
        if let signal = Signals.ending { child.send(signal) }
        let other = child.wait { if let signal = Signals.ending { child.send(signal) } } ?? 127
        if other == ExitStatus.interrupted.rawValue || Signals.ending != nil { throw Failure(.interrupted) }
        guard other == 0 else { throw Failure(.exchangeFailed, "| \(command) ended with status \(other)") }
        return status
    }

    /// Its reader sees the end then.
    private func close(_ descriptor: consuming Descriptor) {}
}
