package import Platform
package import Replay
import Texts

/// How text looks where it goes.
package struct TextStyle: Sendable {
    /// How a piece of text is shown where colour is.
    package enum Mark: String, Sendable {
        case good = "\u{1B}[32m"
        case bad = "\u{1B}[31m"
        case dim = "\u{1B}[2m"
        case strong = "\u{1B}[1m"
        /// The parts of JSON.
        case key = "\u{1B}[36m"
        case string = "\u{1B}[92m"
        case number = "\u{1B}[33m"
        case word = "\u{1B}[35m"

        package static let reset = "\u{1B}[0m"
    }

    /// Text without colour, for whatever reads it.
    package static let plain = TextStyle()

    /// Whether a terminal shows it.
    package var isTerminal: Bool
    package var usesColor: Bool
    /// The width of a line.
    package var columns: Int
    /// What tells which characters can be shown.
    package var environment: Environment

    package init(
        isTerminal: Bool = false,
        usesColor: Bool = false,
        columns: Int = 80,
        environment: Environment = [:]
    ) {
        self.isTerminal = isTerminal
        self.usesColor = usesColor
        self.columns = columns
        self.environment = environment
    }

    /// How differences are marked.
    package var differences: TextDifference.Style { usesColor ? .colored : .plain }

    package func styled(_ text: String, _ mark: Mark) -> String {
        usesColor ? mark.rawValue + text + Mark.reset : text
    }

    /// Text from elsewhere, without what would steer a terminal; as it is where none shows it.
    package func safe(_ text: String) -> String {
        isTerminal ? TerminalText.escaped(text, lines: .kept) : text
    }
}
