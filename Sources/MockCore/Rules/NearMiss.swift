import Texts
package import WireJSON

/// What a request that nothing has answered is closest to, and where it differs from that.
package struct NearMiss: Hashable, Sendable {
    package enum Closest: Hashable, Sendable {
        /// A recorded exchange, by its label.
        case recording(Int)
        /// A stub, by its name.
        case stub(String)
    }

    /// One place that differs.
    package struct Place: Hashable, Sendable {
        /// A JSON pointer into the request.
        package var pointer: String
        /// What stands there in what was recorded, or what the stub asks for; `nil` for nothing.
        package var wanted: JSONValue?
        /// What stands there in the request; `nil` for nothing.
        package var actual: JSONValue?

        /// In words.
        var words: String {
            guard let wanted else { return "\(pointer) was not there" }
            guard let actual else { return "\(pointer) is missing" }
            return "\(pointer.isEmpty ? "it" : pointer) is \(Self.words(actual)), not \(Self.words(wanted))"
        }

        /// Characters of a value that are shown.
        private static let shownLength = 60

        private static func words(_ value: JSONValue) -> String {
            let text = JSONWriter.compact.text(of: value)
            let start = text.unicodeScalars.prefix(shownLength)
            return start.endIndex == text.endIndex ? text : "\(Substring(start))..."
        }
    }

    /// The most places that are told.
    package static let limit = 100

    package var closest: Closest
    package var places: [Place]

    package init(_ closest: Closest, _ places: [Place]) {
        self.closest = closest
        self.places = places
    }

    /// The first place in words; equal JSON is missed where bytes are compared.
    package var words: String { places.first?.words ?? "equal as JSON, not in its bytes" }
}
