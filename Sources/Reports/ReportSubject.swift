import Platform
package import Texts

/// What a report is about.
package struct ReportSubject: Sendable {
    /// What was done: `replay`, `test`, `session diff`.
    package var command: String
    /// For people: `tour.jsonl to localhost:7000`.
    package var title: String
    /// What is called expected, and what came, in the words of the command.
    package var sides: (expected: String, actual: String)
    /// What cases are called.
    package var noun: String
    package var words: ReportWords
    package var created: Timestamp
    package var host: String
    /// The program, and its version.
    package var tool: String

    package init(
        _ command: String,
        title: String = "",
        sides: (expected: String, actual: String) = ("expected", "actual"),
        noun: String = "exchanges",
        words: ReportWords = .comparison,
        created: Timestamp = .now,
        host: String = Self.hostName,
        tool: String = "ipcsh"
    ) {
        self.command = command
        self.title = title
        self.sides = sides
        self.noun = noun
        self.words = words
        self.created = created
        self.host = host
        self.tool = tool
    }

    /// The name of this machine; what the schema of JUnit's reports asks for where it has none.
    package static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0, buffer[0] != 0 else { return "localhost" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
