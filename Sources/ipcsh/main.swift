import LineEditing
import Operations
import Platform
import Shell
import Texts

func run() -> Int32 {
    do throws(Failure) {
        let environment = try Environment.current()
        let libraries = [(name: "libedit", version: EditorLibrary.version)]
        let program = ShellProgram(environment: environment, libraries: libraries) { completer in
            EditedLines(completer: completer, historyPath: Configuration.historyPath(environment: environment))
        }
        return program.run(try Arguments.current())
    } catch {
        Console(environment: [:]).diagnostic("ipcsh: \(error.message)")
        return error.status.rawValue
    }
}

exit(run())
