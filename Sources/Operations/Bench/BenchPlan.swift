package import Bench

/// What a load test is asked to do.
package struct BenchPlan {
    package var load: Load
    package var connections: Int
    /// How many exchanges to make before those that count.
    package var warmup: Int
    /// Where to write a page.
    package var page: String?
    /// What is sent, in words.
    package var content = ""

    package init(load: Load, connections: Int = 1, warmup: Int = 0, page: String? = nil, content: String = "") {
        self.load = load
        self.connections = connections
        self.warmup = warmup
        self.page = page
        self.content = content
    }
}
