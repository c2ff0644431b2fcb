package import Rendering

extension Console: CommandOutput {
    package var isClosed: Bool { isOutputClosed }
    package var isJSON: Bool { outputIsJSON }
    package var descriptor: Int32 { outputDescriptor }

    package var textStyle: TextStyle {
        TextStyle(
            isTerminal: isOutputTerminal,
            usesColor: usesColor,
            columns: outputWindow?.columns ?? 80,
            environment: environment
        )
    }

    package func put(_ value: some Renderable) {
        if outputIsJSON {
            bytes(value.jsonLines)
        } else {
            for line in value.lines(textStyle) { self.line(line) }
        }
    }

    package func paged(_ isPaged: Bool) -> any PagedLines { PagedOutput(self, isPaged: isPaged) }
}
