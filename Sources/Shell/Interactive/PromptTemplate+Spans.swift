import Operations
import Rendering
import Texts

extension PromptTemplate {
    /// What it comes to. A blank parts it from what is typed.
    func spans(server: String, isRecording: Bool, status: ExitStatus) -> [PromptSpan] {
        var spans: [PromptSpan] = []
        for piece in pieces {
            switch piece {
            case .text(let text): spans.append(PromptSpan(text))
            case .server: spans.append(PromptSpan(server))
            case .recording: if isRecording { spans.append(PromptSpan(" [rec]", .dim)) }
            case .status: if status != .ok { spans.append(PromptSpan(" [\(status.rawValue)]", .bad)) }
            }
        }
        if spans.last?.text.hasSuffix(" ") != true { spans.append(PromptSpan(" ")) }
        return spans
    }
}
