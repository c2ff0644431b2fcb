package import InspectProtocol
package import Texts

/// Where commands put what they give back. Whoever implements it knows about descriptors and terminals.
package protocol CommandOutput: AnyObject {
    /// Whether nobody reads on.
    var isClosed: Bool { get }
    var isJSON: Bool { get }
    /// How text looks there.
    var textStyle: TextStyle { get }
    /// The descriptor, for a program of the system's that prints into it.
    var descriptor: Int32 { get }

    /// A value, as text or as JSON Lines.
    func put(_ value: some Renderable)
    /// A line of ours.
    ///
    /// - Parameter key: what it is called where the output is JSON.
    func line(_ text: String, key: String)
    /// A line that holds text from elsewhere: made safe where a terminal shows it.
    func text(_ text: String, key: String)
    /// Bytes as they are.
    func bytes(_ bytes: [UInt8])
    /// A response, and LF: as it came where a program reads it, made safe where a terminal shows it.
    ///
    /// - Parameters:
    ///   - reply: what it means, for its colour; `nil` for one of several messages.
    ///   - time: how long it took; shown on a terminal, when it was long.
    func response(_ bytes: [UInt8], _ reply: Reply?, time: Duration?)
    /// Lines for a person to read at leisure: through a pager where they are more than the screen has rows.
    func paged(_ isPaged: Bool) -> any PagedLines
    /// Does something that puts out many lines, in large pieces unless a person watches.
    func gathering<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result

    /// A failure, beside the output.
    func diagnostic(_ text: String)
    /// Something worth knowing, beside the output.
    func notice(_ text: String)
}

extension CommandOutput {
    package func line(_ text: String) { line(text, key: "text") }
    package func text(_ text: String) { self.text(text, key: "text") }
}

/// Lines that a person reads one screen after the other.
package protocol PagedLines: AnyObject {
    /// Whether nobody reads on.
    var isClosed: Bool { get }
    /// - Parameter text: one line, safe for terminals, coloured or not.
    func line(_ text: String)
    /// Puts out what waits, and lets the user read to the end.
    func finish()
}
