package import IPCFraming
import Sessions
import WireJSON

extension SessionAnswers {
    /// How many recorded requests, the oldest first, a missed one is compared with.
    private static let comparedLimit = 200
    /// The largest request that is compared, in bytes.
    private static let comparedSize = 4 * 1024

    /// Why there is nothing for this request.
    package func miss(_ request: RequestFrame, _ keys: RequestKeys) -> Miss {
        guard request.bytes.count <= Self.comparedSize, let value = keys.value else {
            return .unknown(closest: nil, difference: "")
        }
        var closest: (number: Int, difference: JSONDifference)?
        for entry in entries.prefix(Self.comparedLimit) where entry.recorded.request.bytes.count <= Self.comparedSize {
            guard let recorded = try? JSONParser.parse(entry.recorded.request.bytes) else { continue }
            let difference = JSONDifference(recorded: recorded, actual: value)
            if difference.count < closest?.difference.count ?? .max { closest = (entry.recorded.number, difference) }
        }
        guard let closest else { return .unknown(closest: nil, difference: "") }
        let first = closest.difference.first
        // Equal JSON is missed where bytes are compared.
        return .unknown(closest: closest.number, difference: first.isEmpty ? "equal as JSON, not in its bytes" : first)
    }
}
