import Texts
import WireJSON

extension StubMatch {
    /// Where a request is not as it must be, for a hint.
    func differences(_ subject: StubSubject) -> [NearMiss.Place] {
        var places: [NearMiss.Place] = []
        add(subject.value, subject, at: "", to: &places)
        return places
    }

    private func add(
        _ value: JSONValue?,
        _ subject: StubSubject,
        at place: String,
        to places: inout [NearMiss.Place]
    ) {
        guard places.count < NearMiss.limit else { return }
        switch (self, value) {
        case (.members(let members), .object(let object)?):
            for (key, match) in members {
                match.add(object[key], subject, at: Self.place(key, in: place), to: &places)
            }
        case (.elements(let elements), .array(let array)?) where elements.count == array.count:
            for (index, pair) in zip(elements, array).enumerated() {
                pair.0.add(pair.1, subject, at: "\(place)/\(index)", to: &places)
            }
        case (.members(let members), nil):
            // Each of them is missing, which tells more than that all are.
            for (key, match) in members { match.add(nil, subject, at: Self.place(key, in: place), to: &places) }
        default:
            var none: [String]?
            // One that was given up counts as no match.
            if (try? matches(value, subject, &none)) ?? false { return }
            places.append(NearMiss.Place(pointer: place, wanted: wish, actual: value))
        }
    }

    /// What it asks for, as it was written.
    private var wish: JSONValue {
        switch self {
        case .equal(let value): value
        case .members(let members): .object(JSONObject(members.map { ($0.0, $0.1.wish) }))
        case .elements(let matches): .array(matches.map(\.wish))
        case .glob(let pattern):
            .string(String(String.UnicodeScalarView(pattern)))
        case .pattern(let pattern): .string("~" + pattern.source)
        case .not(let match): ["not": match.wish]
        case .anyOf(let matches): ["anyOf": .array(matches.map(\.wish))]
        case .absent(let isAbsent): ["absent": .bool(isAbsent)]
        case .text(let match, _): ["text": match.wish]
        }
    }
}
