import CommandSpec
import Testing

@testable import Commands

@Suite struct CommandTableTests {
    private static func all(_ specification: CommandSpecification) -> [CommandSpecification] {
        [specification] + specification.subcommands.flatMap(all)
    }

    private static let specifications =
        CommandTable.all.map(\.specification).flatMap(all) + [RootCommand.specification]

    @Test func `every name is one command's`() {
        #expect(Set(CommandTable.names).count == CommandTable.names.count)
        for name in CommandTable.names { #expect(CommandTable.lookUp(name) != nil, "\(name)") }
    }

    @Test func `no command declares an option twice, and only the last argument takes several words`() {
        for specification in Self.specifications {
            let names = specification.allOptions.flatMap(\.names)
            #expect(Set(names).count == names.count, "\(specification.name)")
            for argument in specification.arguments.dropLast() {
                #expect(argument.arity == .one || argument.arity == .optional, "\(specification.name)")
            }
        }
    }

    @Test func `each says what it does, in a sentence, and how it is called`() {
        for specification in Self.specifications {
            #expect(
                specification.summary.hasSuffix(".") || specification.summary.contains(":"),
                "\(specification.name)"
            )
            for option in specification.allOptions { #expect(option.help.hasSuffix("."), "\(option.name)") }
            #expect(specification.usage.contains(specification.lastName), "\(specification.name)")
        }
    }
}
