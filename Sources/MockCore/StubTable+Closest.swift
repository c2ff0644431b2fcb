import IPCFraming

extension StubTable {
    /// How many stubs a missed request is compared with, and the largest such request, in bytes.
    private static let comparedLimit = 200
    private static let comparedSize = 4 * 1024

    /// The stub that a request fits best, of those that do not match it.
    func closest(to request: RequestFrame, _ keys: RequestKeys) -> NearMiss? {
        guard request.bytes.count <= Self.comparedSize else { return nil }
        let subject = StubSubject(request, keys.value)
        var best: NearMiss?
        for entry in entries.prefix(Self.comparedLimit) {
            let places = entry.stub.match.differences(subject)
            // One that matches is used up, or its scenario is elsewhere.
            if places.isEmpty { continue }
            if places.count < best?.places.count ?? .max { best = NearMiss(.stub(entry.name), places) }
        }
        return best
    }
}

extension NearMiss {
    /// The one with the fewest differences.
    static func closest(of candidates: [NearMiss?]) -> NearMiss? {
        candidates.compactMap(\.self).min { $0.places.count < $1.places.count }
    }
}
