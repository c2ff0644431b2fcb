/// The lines that were typed, with their numbers.
package protocol HistorySource {
    var lines: [(number: Int, text: String)] { get }
}

/// Where nothing is typed there is no history.
struct NoHistory: HistorySource {
    var lines: [(number: Int, text: String)] { [] }
}
