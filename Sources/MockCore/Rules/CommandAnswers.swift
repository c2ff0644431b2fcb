package import Templates
import Texts
package import WireJSON

/// What is answered to a request that a command of the user's sends.
package struct CommandAnswers: Sendable {
    package struct Answer: Sendable {
        /// When it is given; `nil` for always.
        let condition: AnswerCondition?
        let template: AnswerTemplate
        let delay: Duration

        package init(condition: AnswerCondition?, template: AnswerTemplate, delay: Duration) {
            self.condition = condition
            self.template = template
            self.delay = delay
        }
    }

    /// What an answer to a request comes to.
    package struct Found: Sendable {
        package var command: String
        package var delivery: Delivery
        package var delay: Duration
    }

    /// The names that answers can use besides the command's parameters: the number of the exchange, and the time.
    package static let names = [TemplateName("n", .integer(.all)), TemplateName("now")]

    private let name: String
    private let request: RequestTemplate
    private let answers: [Answer]

    /// - Parameters:
    ///   - name: the command's.
    ///   - request: what it sends.
    ///   - answers: the first whose condition holds is given.
    package init(name: String, request: RequestTemplate, answers: [Answer]) {
        self.name = name
        self.request = request
        self.answers = answers
    }

    /// What answers a request; `nil` when it is not this command's, or no condition holds.
    ///
    /// - Parameter number: of the exchange.
    package func answer(to message: JSONValue, number: Int) -> Found? {
        guard let matched = request.match(message) else { return nil }
        let values: RequestTemplate.Values = { name in
            if let value = matched[name] { return value }
            switch name {
            case "n": return .one(String(number))
            case "now": return .one(Timestamp.now.iso8601)
            // A parameter that the request does not tell.
            default: return .absent
            }
        }
        guard let answer = answers.first(where: { $0.condition?.holds(values) ?? true }) else { return nil }
        let bytes: [UInt8]
        do throws(TemplateFailure) {
            bytes = try answer.template.bytes(values)
        } catch {
            bytes = Array("Error: The answer of '\(name)' cannot be given: \(error.message)".utf8)
        }
        return Found(command: name, delivery: Delivery(response: bytes), delay: answer.delay)
    }
}
