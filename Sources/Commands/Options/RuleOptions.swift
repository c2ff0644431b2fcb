import CommandSpec
import InspectProtocol
import Operations
import Texts

/// What counts as an error in a server's recording.
enum RuleOptions {
    static let all: [any OptionParameter] = [SharedOptions.okPattern, SharedOptions.errorPattern]

    static func rule(_ arguments: ParsedArguments) throws(Failure) -> SuccessRule {
        var settings = Settings()
        if let text = arguments[SharedOptions.okPattern] { try Setting.okPattern.set(text, in: &settings) }
        if let text = arguments[SharedOptions.errorPattern] { try Setting.errorPattern.set(text, in: &settings) }
        return settings.rule
    }
}
