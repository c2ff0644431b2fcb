/// A word that steers what other commands do. The language itself makes steps of it.
package enum Keyword: String, CaseIterable, Sendable {
    case `if`, `else`, `for`, `repeat`, watch, `break`, `continue`, end

    var opensBlock: Bool { self == .if || self == .for || takesCommand }

    /// Whether a command may stand behind it on the same line.
    package var takesCommand: Bool { self == .repeat || self == .watch }
}
