extension JSONValue {
    /// The value of `bytes` when Python's `json.dumps` would write exactly these bytes for it; nil for all other bytes.
    ///
    /// Nil for `NaN` and the infinities too, which Python does write: a text with these is no JSON to other programs.
    /// The value, kept instead of the bytes, gives them back: `JSONWriter.canonical.bytes(of:)`.
    package static func canonicalForm(of bytes: [UInt8]) -> JSONValue? {
        guard let value = try? JSONParser.parse(bytes, limits: .python), value.hasOnlyCanonicalNumbers else {
            return nil
        }
        var rendered: [UInt8] = []
        rendered.reserveCapacity(bytes.count)
        JSONWriter.canonical.append(value, to: &rendered)
        return rendered == bytes ? value : nil
    }

    private var hasOnlyCanonicalNumbers: Bool {
        switch self {
        case .null, .bool, .string: true
        case .number(let number): number.isCanonical && number.isFinite
        case .array(let array): array.allSatisfy(\.hasOnlyCanonicalNumbers)
        case .object(let object): object.members.allSatisfy(\.value.hasOnlyCanonicalNumbers)
        }
    }
}
