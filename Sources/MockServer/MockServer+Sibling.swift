import MockCore
import Sessions

extension MockServer.Configuration {
    /// What a server begins with that is added beside one of this: it is of the same kind, keeps the same secrets and
    /// judges answers alike, but it serves, records and disturbs nothing yet.
    var sibling: Self {
        guard bridge == nil else { return Self(beside: header, hiding: redaction) }
        var sibling = self
        sibling.listeners = Self().listeners
        sibling.handler = nil
        sibling.sessions = []
        sibling.recording = nil
        sibling.exchangeCount = nil
        sibling.latency = .none
        sibling.faults = []
        return sibling
    }

    /// What a server begins with that is added beside a proxy.
    init(beside header: SessionHeader, hiding redaction: Redaction?) {
        self.init()
        rule = header.rule
        tool = header.tool
        self.redaction = redaction
    }
}
