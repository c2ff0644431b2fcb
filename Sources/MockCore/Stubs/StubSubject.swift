package import IPCFraming
package import WireJSON

/// A request as stubs look at it.
package struct StubSubject: Sendable {
    /// The request as JSON; `nil` when it is none.
    package let value: JSONValue?
    /// Its text; `nil` when it has none, as Ctrl-Z has.
    package let text: String?

    package init(_ request: RequestFrame, _ value: JSONValue?) {
        self.value = value
        text = request.ending == .abort ? nil : String(decoding: request.bytes, as: UTF8.self)
    }

    init(_ value: JSONValue) {
        self.value = value
        text = nil
    }
}
