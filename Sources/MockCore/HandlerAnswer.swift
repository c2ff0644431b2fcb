import Sessions
import WireJSON

/// What the user's program has said about a request.
package enum HandlerAnswer: Sendable {
    case delivery(Delivery, Fault?)
    /// It leaves the request to the simulated project, or to what is done about a miss.
    case pass
    /// It has not answered, and why.
    case failed(String)

    /// Reads the line of an answer, and the `n` of its request if it has one.
    package static func read(_ line: [UInt8]) -> (number: Int?, answer: HandlerAnswer) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONParser.parse(line)
        } catch {
            return (nil, .failed("its answer is no JSON: \(error.reason)"))
        }
        guard var object = value.object else { return (nil, .failed("its answer is no JSON object")) }
        let number = object["n"]?.int
        if object["pass"]?.bool == true { return (number, .pass) }
        // A stub has `responses` in turn; a program decides that itself, and means several messages.
        let several = object["messages"] == nil ? object["responses"] : nil
        if let several { object.set("messages", to: several) }
        do throws(StubError) {
            let recorded = try StubAnswer.recorded(object, at: "")
            return (number, .delivery(Delivery(recorded), try StubTerms.fault(object, at: "")))
        } catch {
            let pointer = several == nil ? error.pointer : error.pointer.replacing("/messages", with: "/responses")
            let place = pointer.isEmpty ? "its answer" : "'\(pointer)' in its answer"
            return (number, .failed("\(place) \(error.reason)"))
        }
    }
}
