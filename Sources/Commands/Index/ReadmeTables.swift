import CommandSpec
import Manual

/// The tables of README that are made of what the program knows about itself, by the names of their marks there.
enum ReadmeTables {
    static var all: [(name: String, text: String)] { [("chapters", chapters), ("commands", commands)] }

    private static var chapters: String {
        table("chapter", "is about", Chapter.all.map { ("`\($0.name)`", $0.about) })
    }

    private static var commands: String {
        let rows = CommandTable.all.filter { !["end", "else", "break", "continue"].contains($0.name) }.map { command in
            let usage = command.specification.usage.split(separator: "\n")[0].replacing("|", with: "\\|")
            return ("`\(usage)`", command.specification.summary)
        }
        return table("command", "does", rows)
    }

    private static func table(_ name: String, _ meaning: String, _ rows: [(String, String)]) -> String {
        (["| \(name) | \(meaning) |", "|---|---|"] + rows.map { "| \($0.0) | \($0.1) |" }).joined(separator: "\n")
    }
}
