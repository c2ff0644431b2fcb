package import Texts

extension Program.Loop {
    /// - Parameter keyword: who asks for it, for the message.
    package static func count(_ text: String, _ keyword: Keyword) throws(Failure) -> Int {
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let count = Int(text) else {
            throw .usage("\(keyword.rawValue): '\(text)' is not a number of times")
        }
        return count
    }

    package static func interval(_ text: String) throws(Failure) -> Duration {
        guard let interval = DurationText.parse(text) else {
            throw .usage("watch: '\(text)' is not a time: 5s, 250ms")
        }
        return interval
    }
}
