import LineEditing
import Operations
import Platform
import Shell
import Texts

func run() -> Int32 {
    do throws(Failure) {
        let environment = try Environment.ofProcess()
        let program = ShellProgram(
            environment: environment,
            libraries: { [(name: "libedit", version: EditorLibrary.version)] },
            makeLineSource: { completer in
                EditedLines(completer: completer, historyPath: Configuration.historyPath(environment: environment))
            }
        )
        return program.run(try Arguments.current())
    } catch {
        Console(environment: [:]).diagnostic("ipcsh: \(error.message)")
        return error.status.rawValue
    }
}

exit(run())
