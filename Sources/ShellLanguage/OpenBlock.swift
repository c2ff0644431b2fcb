/// A block that is not ended yet.
struct OpenBlock {
    let keyword: String
    let position: SourcePosition
    /// Where its loop begins; `nil` for an `if`.
    var loopStart: Int?
    /// The conditions of an `if` and its `else if`.
    var branches: [Int] = []
    /// The steps that go to its end.
    var exits: [Int] = []
    /// The steps that go on with the loop.
    var repeats: [Int] = []
    /// Whether nothing but the `end` may follow.
    var hasElse = false
}
