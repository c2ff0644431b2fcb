/// Where an answer comes from, for whoever looks at the exchanges.
///
/// Most are the simulated project's, and there is nothing to tell: what there is stands apart, so that an answer is small.
package struct AnswerOrigin: Sendable {
    private struct Details: SeldomDetails {
        var source: Answer.Source?
        var miss: Miss?
        var near: NearMiss?
    }

    /// How often the server had been reset when the request came.
    package var generation = 0
    private var seldom = Seldom<Details>()

    package init(source: Answer.Source? = nil) {
        if let source { self.source = source }
    }

    /// `nil` for the simulated project.
    package var source: Answer.Source? {
        get { seldom.details?.source }
        set { seldom.change { $0.source = newValue } }
    }

    /// Why nothing recorded, and no stub, has answered, where there are such.
    package var miss: Miss? {
        get { seldom.details?.miss }
        set { seldom.change { $0.miss = newValue } }
    }

    package var near: NearMiss? {
        get { seldom.details?.near }
        set { seldom.change { $0.near = newValue } }
    }
}
