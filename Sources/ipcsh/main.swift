import Operations
import Platform
import Shell

let environment = Environment.current
let program = ShellProgram(environment: environment) { completer, cancellation in
    EditedLines(
        completer: completer,
        cancellation: cancellation,
        historyPath: Configuration.historyPath(environment: environment)
    )
}
exit(program.run(Array(CommandLine.arguments.dropFirst())))
