/// A word that steers what other commands do. The language itself makes steps of it.
package enum Keyword: String, CaseIterable, Sendable {
    case `if`, `else`, `for`, `repeat`, watch, `break`, `continue`, define, `return`, end

    // The compiler's own way to find a text among some takes as long as all the rest of a command.
    package init?(rawValue: String) {
        guard let keyword = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = keyword
    }

    var opensBlock: Bool { self == .if || self == .for || self == .define || takesCommand }

    /// Whether a command may stand behind it on the same line.
    package var takesCommand: Bool { self == .repeat || self == .watch }
}
