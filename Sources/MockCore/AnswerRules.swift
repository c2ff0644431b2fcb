import IPCFraming

/// What decides how a mock server answers.
package struct AnswerRules: Sendable {
    /// What becomes of a request that terminates the vendor's server.
    package enum FatalAction: String, CaseIterable, Sendable {
        /// The connection is closed without a response.
        case close
        /// It is answered with `Error: ...` and the reason.
        case error
        /// The server ends, as the vendor's does.
        case exit
    }

    package var files = FilePolicy.any
    package var onFatal = FatalAction.close
    /// What is answered to the commands of the user's, before all else.
    package var commands: [CommandAnswers] = []
    /// How recordings answer, where there are any.
    package var policy = SessionPolicy()
    package var latency = Latency.none
    /// The first that applies does.
    package var faults: [Fault] = []
    /// Makes chance the same in each run.
    package var seed: UInt64 = 0
    /// Another server's answers, translated; faults and latency are laid over them as over all others.
    package var bridge: BridgeTranslation?
    /// Whether a program of the user's is asked what nothing else answers.
    package var hasHandler = false
    /// How many exchanges there are to be.
    package var exchangeLimit: Int?

    package init() {}}
