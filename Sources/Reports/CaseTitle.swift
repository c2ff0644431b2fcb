package import IPCFraming
import Sessions
import Texts

/// What a case is called. Put into words only where it is written, for not every form writes all of them.
package enum CaseTitle: Sendable {
    case text(String)
    /// An exchange of a session.
    ///
    /// - Parameter pass: which time the session is gone through, from 0.
    case exchange(number: Int, request: RequestFrame, pass: Int)

    /// `script`, `3 image a.jpg`, and which time it is, where there are several.
    package var text: String {
        switch self {
        case .text(let text): return text
        case .exchange(let number, let request, let pass):
            return "\(number) \(Self.words(request))" + (pass == 0 ? "" : " (pass \(pass + 1))")
        }
    }

    private static func words(_ request: RequestFrame) -> String {
        let kind = RequestKind(request)
        if kind == .abort { return kind.rawValue }
        if let file = kind.file(of: request) { return "\(kind.rawValue) \(TerminalText.escaped(file))" }
        return TerminalText.excerpt(request.bytes, length: 100)
    }
}
