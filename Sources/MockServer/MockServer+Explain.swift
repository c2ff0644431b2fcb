package import IPCFraming
package import MockCore
package import Sessions

extension MockServer {
    /// What would answer a request that is the first to come, and why, without a server.
    ///
    /// - Throws: ``SessionError`` when a session cannot be served.
    package static func explain(
        _ request: RequestFrame,
        _ configuration: Configuration
    ) throws(SessionError) -> (reason: String, answer: Answer?) {
        try AnswerResolver.explain(request, configuration.rules, configuration.sessions)
    }
}
