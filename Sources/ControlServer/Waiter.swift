import MockControl
import MockServer
import NIOCore
import NIOHTTP1
import Texts
import WireJSON

/// A call that waits until so many exchanges are there.
final class Waiter {
    private let filter: ExchangeFilter
    private let count: Int
    let deadline: NIODeadline
    private var answer: ((Response) -> Void)?
    private var found = 0
    /// The place in the log up to which has been looked.
    private var place = 0

    init(_ filter: ExchangeFilter, _ count: Int, until deadline: NIODeadline, _ answer: @escaping (Response) -> Void) {
        self.filter = filter
        self.count = count
        self.deadline = deadline
        self.answer = answer
    }

    /// Looks at what has come.
    ///
    /// - Returns: whether it waits on; more may have to be looked at.
    func look(_ log: ExchangeLog) -> (waits: Bool, hasMore: Bool) {
        let page = log.page(after: place).exchanges
        do throws(RegularExpression.LimitExceeded) {
            for exchange in page where try filter.includes(exchange) { found += 1 }
        } catch {
            finish(Problem(.badRequest, "\(error)").response)
            return (false, false)
        }
        place = page.last?.sequence ?? place
        if found >= count {
            finish(.json(["count": .number(found)]))
            return (false, false)
        }
        return (true, !page.isEmpty)
    }

    /// Its time is over.
    func expire() {
        var problem = Problem(.requestTimeout, "\(found) of \(count) exchanges have come")
        problem.members["count"] = .number(found)
        finish(problem.response)
    }

    private func finish(_ response: Response) {
        answer.take()?(response)
    }
}
