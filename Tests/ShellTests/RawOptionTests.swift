import CommandSpec
import ShellLanguage
import Testing

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
}
