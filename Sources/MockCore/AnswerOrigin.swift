/// Where an answer comes from, for whoever looks at the exchanges.
package struct AnswerOrigin: Sendable {
    /// `nil` for the simulated project.
    package var source: Answer.Source?
    /// Why nothing recorded, and no stub, has answered, where there are such.
    package var miss: Miss?
    package var near: NearMiss?
    /// How often the server had been reset when the request came.
    package var generation = 0

    package init(source: Answer.Source? = nil) {
        self.source = source
    }
}
