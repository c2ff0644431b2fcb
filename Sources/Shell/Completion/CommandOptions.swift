import ArgumentParser

/// The options of a command, read from the help that its declaration gives.
struct CommandOptions {
    struct Option: Hashable {
        var name: String
        var takesValue: Bool
    }

    static func of(_ type: any ShellCommand.Type) -> [Option] {
        // A line of the help begins with the option: "  -s, --series <series>  The measurement series ...".
        type.helpMessage(columns: 1000).split(separator: "\n").flatMap { line -> [Option] in
            guard line.hasPrefix("  -") else { return [] }
            let columns = line.drop { $0 == " " }
            let declaration = columns.firstRange(of: "  ").map { columns[..<$0.lowerBound] } ?? columns
            let takesValue = declaration.hasSuffix(">")
            return declaration.split(separator: ",").compactMap { name in
                let word = name.drop { $0 == " " }.prefix { $0 != " " }
                return word.hasPrefix("-") ? Option(name: String(word), takesValue: takesValue) : nil
            }
        }
    }
}
