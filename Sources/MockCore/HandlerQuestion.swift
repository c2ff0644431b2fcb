import IPCFraming
import WireJSON

/// A request that the user's program is to answer.
package struct HandlerQuestion: Sendable {
    package var number: Int
    package var request: ReceivedRequest
    package var origin: AnswerOrigin

    /// One line for the program, LF included.
    ///
    /// - Parameter connection: counted from 1.
    package func line(connection: Int) -> [UInt8] {
        var object = JSONObject()
        object["n"] = .number(number)
        object["connection"] = .number(connection)
        let bytes = request.frame.bytes
        if let value = try? JSONParser.parse(bytes) {
            object["request"] = value
        } else if let text = String(validating: bytes, as: UTF8.self) {
            object["request_text"] = .string(text)
        } else {
            object["request_base64"] = .string(Base64.encode(bytes))
        }
        return JSONWriter.compact.bytes(of: .object(object)) + [UInt8(ascii: "\n")]
    }
}
