import CommandSpec
import ShellLanguage
import Testing
import Texts

@testable import Commands
@testable import Shell

@Suite struct RawOptionTests {
    @Test(arguments: [
        (#"raw {"a": 1}"#, #"{"a": 1}"#, false),
        (#"raw   --force {"image": null} "#, #"{"image": null} "#, true),
        ("raw --timeout 5s --force [1,\n2]", "[1,\n2]", true),
        ("raw --force {\n}", "{\n}", true),
        ("raw a --force", "a --force", false),
        ("raw @some file", "@some file", false),
        (#"raw --until '"status": "done"' --force {}"#, "{}", true),
        (#"raw --until="a \"b\" c" --force 'x y'"#, "'x y'", true), ("raw --until 'open --force x", "x", true),
        (#"raw --until 'a'b --force x"#, "x", true),
        (#"raw "quoted" 'too'; #x"#, #""quoted" 'too'; #x"#, false),
    ])
    func `options stand before a raw text`(line: String, text: String, force: Bool) throws {
        let steps = try program(line).steps
        try #require(steps.count == 1)
        let (command, arguments) = try steps[0].parsed()
        #expect(command.name == RawCommand.name)
        #expect(arguments.words == [text])
        #expect(arguments[RawCommand.force] == force)
    }

    @Test(arguments: [
        (#"raw --until '"status": "done"' {}"#, #""status": "done""#), (#"raw --until="a \"b\" c" x"#, #"a "b" c"#),
        ("raw --until 'open x", "'open"), ("raw --until 'a'b x", "'a'b"), (#"raw --until "C:\a" x"#, #"C:\a"#),
        ("raw --until '' x", ""),
    ])
    func `quotes hold the value of an option together`(line: String, value: String) throws {
        let (_, arguments) = try program(line).steps[0].parsed()
        #expect(arguments[SharedOptions.until]?.source == value)
    }
}
