import Texts

/// A number as users give it on the command line.
enum NumberOption {
    /// - Throws: ``Failure`` when it is not in the range.
    static func check(_ number: Int, _ range: ClosedRange<Int>, _ option: String) throws(Failure) -> Int {
        guard number >= range.lowerBound else {
            throw .usage("\(option): \(number) is not at least \(range.lowerBound)")
        }
        guard number <= range.upperBound else {
            throw .usage("\(option): \(number) is more than \(range.upperBound)")
        }
        return number
    }
}
