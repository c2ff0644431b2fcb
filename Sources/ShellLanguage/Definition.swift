import Platform
package import Templates

/// A command of the user's: `define circle NAME [--radius NUMBER=10]`, and what stands up to its `end`.
package final class Definition: Sendable {
    /// What is known of it when its `end` has come.
    package struct Contents: Sendable {
        package var body: Program
        package var lines: [DefinitionLine] = []
        /// The requests in its body, in their order.
        package var requests: [Request] = []
    }

    /// A request in its body.
    package struct Request: Sendable {
        package var template: RequestTemplate
        /// Whether it is sent once by each call, whatever happened before.
        package var isUnconditional: Bool
        package var position: SourcePosition
    }

    /// The words of its name: `["robot", "move"]`.
    package let words: [String]
    package let parameters: [Parameter]
    /// The comment above it, its lines joined to paragraphs.
    package let help: [String]
    /// Whether it may take the place of a command that comes with the program.
    package let isOverride: Bool
    /// Where its name stands.
    package let position: SourcePosition
    private let late: Guarded<LateContents>

    private enum LateContents: Sendable {
        case known(Contents?)
        case unread(@Sendable () -> Contents?)
    }

    /// - Parameter contents: what reads all up to its `end`, where that can wait until somebody asks for it.
    init(_ header: DefinitionHeader, comment: [String], contents: (@Sendable () -> Contents?)? = nil) {
        late = Guarded(contents.map(LateContents.unread) ?? .known(nil))
        words = header.words
        parameters = header.parameters
        isOverride = header.isOverride
        position = header.position
        help = comment.split { $0.allSatisfy(\.isWhitespace) }.map { $0.joined(separator: " ") }
    }

    package var name: String { words.joined(separator: " ") }

    package var usage: String { ([name] + parameters.map(\.usage)).joined(separator: " ") }

    /// `nil` while it is read, and for one that is wrong.
    package var contents: Contents? {
        switch late.withLock({ $0 }) {
        case .known(let contents): return contents
        case .unread(let read):
            // Without the lock: it looks at other definitions. Two that read at the same time read the same.
            let contents = read()
            late.withLock { $0 = .known(contents) }
            return contents
        }
    }

    func complete(_ contents: Contents) {
        late.withLock { $0 = .known(contents) }
    }
}
