/// Which word of a line is a command's name: the first one, or the one behind `repeat N` and `watch TIME`.
package struct CommandPlace {
    private enum State {
        case command
        /// `repeat` stands before a number, and `--count` before one.
        case value(then: Next)
        /// Behind `watch`: its option, or the time.
        case watch
        case arguments
    }

    private enum Next {
        case command, watch
    }

    private var state = State.command

    package init() {}

    /// Whether the next word is the name of a command.
    package var isCommand: Bool {
        if case .command = state { true } else { false }
    }

    /// Whether the next word belongs to what stands before a command.
    var isPrefix: Bool {
        switch state {
        case .value, .watch: true
        case .command, .arguments: false
        }
    }

    /// Passes a word.
    package mutating func pass(_ word: String) {
        switch state {
        case .command where word == "repeat": state = .value(then: .command)
        case .command where word == "watch": state = .watch
        case .command: state = .arguments
        case .value(then: .command): state = .command
        case .value(then: .watch): state = .watch
        case .watch where word == "--count" || word == "-n": state = .value(then: .watch)
        case .watch where word.hasPrefix("-"): break
        case .watch: state = .command
        case .arguments: break
        }
    }
}
