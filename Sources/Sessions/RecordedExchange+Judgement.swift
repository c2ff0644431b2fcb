import IPCFraming
package import Texts

extension RecordedExchange {
    /// Refuses a failure that no server and no network of ours can have: nothing that comes would be equal to it.
    package func refuseUnknownError() throws(PatternError) {
        guard case .other(let word)? = error else { return }
        let known = FailureCode.known.map(\.rawValue).joined(separator: ", ")
        throw PatternError(reason: "'error' is '\(TerminalText.excerpt(Array(word.utf8)))', none of \(known)")
    }
}
