/// How far long work has come.
package struct Progress: Sendable {
    /// How many are done.
    package var done: Int
    package let total: Int
    /// What is worked on.
    package var item: String
    package let start: ContinuousClock.Instant

    package init(done: Int = 0, total: Int, item: String = "", start: ContinuousClock.Instant = .now) {
        self.done = done
        self.total = total
        self.item = item
        self.start = start
    }
}
