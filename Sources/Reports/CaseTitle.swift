package import IPCFraming
import Sessions
import Texts

/// What a case is called. Put into words only where it is written, for not every form writes all of them.
package enum CaseTitle: Sendable {
    case text(String)
    /// An exchange of a session.
    ///
    /// - Parameters:
    ///   - command: the user's own that sends it.
    ///   - pass: which time the session is gone through, from 0.
    case exchange(number: Int, request: RequestFrame, command: String? = nil, pass: Int = 0)

    /// `script`, `3 image a.jpg`, and which time it is, where there are several.
    package var text: String {
        switch self {
        case .text(let text): return text
        case .exchange(let number, let request, let command, let pass):
            return "\(number) \(Self.words(request, command))" + (pass == 0 ? "" : " (pass \(pass + 1))")
        }
    }

    private static func words(_ request: RequestFrame, _ command: String?) -> String {
        if let command { return "\(command) \(TerminalText.excerpt(request.bytes, length: 100))" }
        let (kind, file) = RequestKind.read(request)
        if kind == .abort { return kind.rawValue }
        if let file { return "\(kind.rawValue) \(TerminalText.escaped(file))" }
        return TerminalText.excerpt(request.bytes, length: 100)
    }
}
