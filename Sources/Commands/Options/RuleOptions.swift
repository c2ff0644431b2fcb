import CommandSpec
import IPCFraming
import InspectProtocol
import Operations
import Texts

/// What counts as an error in a server's recording.
enum RuleOptions {
    static let all: [any OptionParameter] = [SharedOptions.okPattern, SharedOptions.errorPattern]

    /// Whether options say something of it.
    static func isGiven(_ arguments: ParsedArguments) -> Bool {
        arguments[SharedOptions.okPattern] != nil || arguments[SharedOptions.errorPattern] != nil
    }

    /// What options say, and for what they leave open the settings as they are for a server.
    static func rule(
        _ arguments: ParsedArguments,
        _ settings: Settings,
        at server: Endpoint
    ) throws(Failure) -> SuccessRule {
        var settings = settings
        settings.endpoint = server
        if let text = arguments[SharedOptions.okPattern] { try Setting.okPattern.set(text, in: &settings) }
        if let text = arguments[SharedOptions.errorPattern] { try Setting.errorPattern.set(text, in: &settings) }
        return settings.rule
    }
}
