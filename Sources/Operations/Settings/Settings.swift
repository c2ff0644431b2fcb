package import IPCClient
package import IPCFraming
package import InspectProtocol
package import Sessions
package import Texts

/// All that options, the environment, the configuration file and `set` can choose.
package struct Settings: Sendable {
    /// The server; `nil` after `disconnect`.
    package var endpoint: Endpoint? = .vendorDefault {
        didSet { if let profiles, endpoint != oldValue { profiles.apply(to: &self) } }
    }
    /// What the configuration chooses for some servers only.
    var profiles: EndpointProfiles?
    package var policy: ExchangePolicy
    /// The time for an exchange that may import something: the server is not to be left while it works on it.
    package var importTimeout = Duration.seconds(300)
    package var series = ImageRequest.defaultSeries
    package var focalLength = FocalLength.vendorDefault
    package var importMode = ImportMode.clipboard
    package var maps: [PathMap] = []
    /// What counts as an error among the answers.
    package var rule = SuccessRule.standard
    /// How many messages answer a request; `nil` for one, or as many as come before ``until``.
    package var messages: Int?
    /// What the last message of an answer matches.
    package var until: RegularExpression?
    /// What must not come into recordings, as ``Sessions/Redaction`` reads it.
    package var redactions: [String] = []
    /// When the disk must have what is recorded.
    package var sync = SyncPolicy.never
    package var keepsGoing = false
    /// Requests are shown and not sent.
    package var isDryRun = false
    /// Results as JSON Lines.
    package var json = false
    /// Whether several lines that are pasted are shown, and the user asked, before they run.
    package var confirmsPaste = false
    package var color = ColorMode.auto
    package var verbosity = Verbosity.normal
    /// Files that define commands of the user's.
    package var commandFiles: [String] = []
    package var prompt = PromptTemplate.standard

    /// Where those values come from that are not the defaults.
    package private(set) var sources = SettingSources()

    package init() {
        policy = ExchangePolicy()
        policy.lingerTime = .seconds(60)
    }

    /// Where the answer to a request ends.
    package var answerEnd: AnswerEnd {
        if messages == nil, until == nil { return .firstMessage }
        return AnswerEnd(count: messages, until: until)
    }

    /// Keeps where a value comes from; `nil` for the default.
    package mutating func note(_ setting: Setting, from source: SettingSource?) {
        sources[setting] = source
    }
}

/// When output is coloured.
package enum ColorMode: String, CaseIterable, Sendable {
    case auto, always, never
}

/// How much is said on stderr.
package enum Verbosity: Int, Sendable {
    /// Failures only.
    case quiet
    case normal
    /// Every byte sent and received.
    case wire
}
