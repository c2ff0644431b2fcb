package import Texts

extension Program.Loop {
    /// How many times `repeat` runs its commands.
    package static func times(_ text: String) throws(Failure) -> Int {
        try number(text, .repeat)
    }

    /// How many rounds `watch` makes.
    package static func rounds(_ text: String) throws(Failure) -> Int {
        let count = try number(text, .watch)
        guard count > 0 else { throw .usage("watch: --count \(text) would run nothing (1 or more, or no --count)") }
        return count
    }

    /// How long `watch` pauses between two rounds.
    package static func interval(_ text: String) throws(Failure) -> Duration {
        guard let interval = DurationText.parse(text) else {
            throw .usage("watch: '\(text)' is not a time: 5s, 250ms")
        }
        return interval
    }

    private static func number(_ text: String, _ keyword: Keyword) throws(Failure) -> Int {
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let number = Int(text) else {
            throw .usage("\(keyword.rawValue): '\(text)' is not a number of times")
        }
        return number
    }
}
