import Operations
import Platform
import Shell

let environment = Environment.current
let program = ShellProgram(environment: environment) { completer in
    EditedLines(completer: completer, historyPath: Configuration.historyPath(environment: environment))
}
exit(program.run(Array(CommandLine.arguments.dropFirst())))
