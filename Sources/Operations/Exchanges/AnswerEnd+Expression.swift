import IPCClient
import Texts

extension AnswerEnd {
    /// - Parameter until: what the last message matches. One for which it was given up does not.
    init(count: Int?, until: RegularExpression?) {
        self.init(count: count)
        guard let until else { return }
        isLast = { message in until.isMatch(message) }
    }
}

extension RegularExpression {
    /// Whether it matches somewhere; not when it was given up.
    func isMatch(_ bytes: [UInt8]) -> Bool {
        do throws(LimitExceeded) {
            return try matches(bytes)
        } catch {
            return false
        }
    }
}
