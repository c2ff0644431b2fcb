package import CommandSpec
import IPCFraming
import Operations
import ShellLanguage
package import Templates
package import Texts

/// `request TEMPLATE`
package enum RequestCommand: BuiltInCommand {
    package static let name = "request"
    package static let traits: CommandTraits = .takesTemplate

    private static let template = Argument("template", .any, "JSON, with names in the place of values.")

    package static let specification = CommandSpecification(
        name,
        "Send JSON with the values of variables in it.",
        usage: "request [--force] TEMPLATE",
        discussion: """
            In the JSON $name stands for a whole value, ${name} in a string for a part of it. A text is escaped, a number \
            stays as it was written, a flag is true or false, and the member of what was not given is left out: what is \
            sent is JSON, whatever the values are. The JSON may go on over several lines, and be explained by # comments.

            What is known to terminate the vendor's server is refused. Mostly it stands within 'define'.
            """,
        examples: [#"request {"element": "circle", "name": $name, "radius": $radius}"#],
        arguments: [template],
        options: [RawCommand.force],
        groups: [SharedOptions.group]
    )

    package static func run(_ arguments: ParsedArguments, in context: CommandContext) throws(Failure) -> ExitStatus {
        let text = arguments.words.joined(separator: " ")
        let template: RequestTemplate
        do throws(TemplateProblems) {
            template = try RequestTemplate(text) { name in
                context.templateValue(of: name) == nil ? nil : TemplateName(name)
            }
        } catch {
            throw .usage(error.problems.map { "request: \($0.message)" }.joined(separator: "\n"))
        }
        return try send(template, arguments, in: context)
    }

    /// Sends what a template comes to.
    package static func send(
        _ template: RequestTemplate,
        _ arguments: ParsedArguments,
        in context: CommandContext
    ) throws(Failure) -> ExitStatus {
        let bytes = try bytes(template, in: context)
        if !arguments[RawCommand.force] {
            try RawCommand.refuseTermination(bytes, "--force sends it all the same", in: context)
        }
        return try context.exchange(RequestFrame(bytes))
    }

    private static func bytes(_ template: RequestTemplate, in context: CommandContext) throws(Failure) -> [UInt8] {
        let maps = context.settings.maps
        do throws(TemplateFailure) {
            return try template.bytes({ context.templateValue(of: $0) }) { PathMap.remotePath($0, maps) }
        } catch {
            throw .usage("request: \(error.message)")
        }
    }
}

extension CommandContext {
    /// What a name in a template stands for; `nil` for none.
    package func templateValue(of name: String) -> TemplateValue? {
        state.value(of: name) ?? value(of: name).map { .one($0) }
    }
}
