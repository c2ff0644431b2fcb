package import Bench

/// What a load test is asked to do.
package struct BenchPlan {
    package var load: Load
    package var connections: Int
    /// How many exchanges to make before those that count.
    package var warmup: Int
    /// What is sent, in words.
    package var content = ""

    package init(load: Load, connections: Int = 1, warmup: Int = 0, content: String = "") {
        self.load = load
        self.connections = connections
        self.warmup = warmup
        self.content = content
    }
}
