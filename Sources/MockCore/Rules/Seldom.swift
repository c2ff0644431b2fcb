/// What few values of a kind have: it stands apart, so that the others are small and soon copied.
struct Seldom<Details: SeldomDetails>: Hashable, Sendable {
    /// None or one.
    private var held: [Details] = []

    /// `nil` where there is nothing else than usual.
    var details: Details? { held.first }

    mutating func change(_ body: (inout Details) -> Void) {
        var changed = held.first ?? Details()
        body(&changed)
        held = changed == Details() ? [] : [changed]
    }
}

protocol SeldomDetails: Hashable, Sendable {
    /// What is usual.
    init()
}
