import Operations
import Rendering

extension Console {
    /// How text looks on stdout.
    var textStyle: TextStyle {
        TextStyle(
            isTerminal: isOutputTerminal,
            usesColor: usesColor,
            columns: outputWindow?.columns ?? 80,
            environment: environment
        )
    }

    /// What a command gives back, on stdout: as text or, where that was asked for, as JSON Lines.
    func put(_ value: some Renderable) {
        if outputIsJSON {
            bytes(value.jsonLines)
        } else {
            for line in value.lines(textStyle) { self.line(line) }
        }
    }
}
