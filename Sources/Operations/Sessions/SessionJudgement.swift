import MockCore
import Replay
package import Sessions
import Texts

/// What all who use a session say of one of its lines: a check refuses what a replay or a mock server would refuse.
package enum SessionJudgement {
    /// What is wrong; `nil` when nothing is.
    package static func objection(to line: SessionLine) -> String? {
        do throws(PatternError) {
            try judge(line)
            return nil
        } catch {
            return error.reason
        }
    }

    private static func judge(_ line: SessionLine) throws(PatternError) {
        switch line {
        case .exchange(let exchange):
            do throws(ExpectationError) {
                _ = try Expectation(exchange)
            } catch {
                throw PatternError(reason: error.reason)
            }
            _ = try Fault.Kind(lineOf: exchange)
        case .stub(let stub): _ = try Stub(stub)
        case .pushed, .end: break
        }
    }
}
