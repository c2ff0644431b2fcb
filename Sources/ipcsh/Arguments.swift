import Platform
import Texts

/// The program's arguments, without its own name.
enum Arguments {
    /// - Throws: ``Failure`` when one is not UTF-8: Swift would put U+FFFD into it, and a server look for another file.
    static func current() throws(Failure) -> [String] {
        // On Linux they come from /proc; without it there is not even a name, and a command would be taken for none.
        guard CommandLine.argc > 0 else {
            throw Failure(.exchangeFailed, "the program's arguments cannot be read (is /proc mounted?)")
        }
        var arguments: [String] = []
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = CommandLine.unsafeArgv[index] else { break }
            guard let text = String(validatingCString: argument) else {
                let bytes = UnsafeRawBufferPointer(start: argument, count: strlen(argument))
                let shown = TerminalText.escaped(bytes: bytes)
                throw .usage("argument \(index) is not UTF-8: '\(shown)' (names are sent as UTF-8)")
            }
            arguments.append(text)
        }
        return arguments
    }
}
