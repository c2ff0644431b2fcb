package import CommandSpec

extension HelpText {
    /// As wide as the terminal, but not wider than is good to read.
    package init(_ style: TextStyle) {
        self.init(columns: style.isTerminal ? min(style.columns, 100) : 100)
    }
}
