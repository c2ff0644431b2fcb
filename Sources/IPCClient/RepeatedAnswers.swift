import IPCFraming
import Platform

/// Recognizes a server in keep-alive mode that a one-shot client talks to.
///
/// The vendor's server takes the half-close for an empty message in that mode, again and again: behind the response it
/// sends the same error until the connection ends. In one-shot mode the text of a response may hold CR LF, and that
/// error, too, but only where the server repeats a part of the request. So what is longer than the request is none.
enum RepeatedAnswers {
    /// What the vendor's server answers to an empty message.
    static let answer = Array("Error: Malformed JSON message.\r\n".utf8)

    /// Fewer could be what a server of another make has to say.
    static let fewest = 8

    /// Where the repeated answers at the end of what came begin; `nil` when there are too few of them to tell.
    ///
    /// - Parameters:
    ///   - bytes: all that came so far; it may end within an answer.
    ///   - requestLength: the request's, in bytes.
    static func start(in bytes: [UInt8], requestLength: Int) -> Int? {
        let length = answer.count * max(fewest, requestLength / answer.count + 1)
        guard bytes.count >= length else { return nil }
        // Looked for from the end, most responses are told from repeated answers by a few bytes.
        let tail = bytes.count - bytes.suffix(answer.count).reversed().prefix { $0 != answer.last }.count
        var start = tail
        while start >= answer.count, isAnswer(bytes, at: start - answer.count) { start -= answer.count }
        guard tail - start >= length else { return nil }
        // The response was that error, too.
        return start == 0 ? answer.count : start
    }

    private static func isAnswer(_ bytes: [UInt8], at start: Int) -> Bool {
        bytes.withUnsafeBytes { bytes in
            answer.withUnsafeBytes { answer in
                guard let base = bytes.baseAddress, let other = answer.baseAddress else { return false }
                return memcmp(base + start, other, answer.count) == 0
            }
        }
    }
}
