import Bench

/// What a load test is asked to do.
struct BenchPlan {
    var load: Load
    var connections: Int
    /// How many exchanges to make before those that count.
    var warmup: Int
    /// Where to write a page.
    var page: String?
    /// What is sent, in words.
    var content = ""
}
