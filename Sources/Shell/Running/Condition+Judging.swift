extension Condition {
    /// - Throws: ``Failure`` when there is nothing to judge by, or a variable has no value.
    func holds(in context: ShellContext) throws(Failure) -> Bool {
        try testHolds(context.expander(patterns: false), context) != isNegated
    }

    private func testHolds(_ expander: Expander, _ context: ShellContext) throws(Failure) -> Bool {
        switch test {
        case .response(let words):
            guard let exchange = context.lastExchange else { throw .usage("if: there was no exchange yet") }
            do throws(Failure) {
                return try ResponseTest(try expander.expand(words)).mismatch(exchange) == nil
            } catch {
                throw .usage("if: \(error.message)")
            }
        case .failed: return context.lastStatus != .ok
        case .exists(let word): return TextFile.exists(try expander.text(word))
        case .equal(let left, let right): return try expander.text(left) == expander.text(right)
        }
    }
}
