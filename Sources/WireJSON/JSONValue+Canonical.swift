extension JSONValue {
    /// The value of `bytes` when Python's `json.dumps` would write exactly these bytes for it; nil for all other bytes.
    ///
    /// Nil also for what Python does write and other programs refuse: `NaN` and the infinities, half of a surrogate pair, in
    /// a key too, and more than ``JSONLimits/portableDepth`` levels.
    /// The value, kept instead of the bytes, gives them back: `JSONWriter.canonical.bytes(of:)`.
    package static func canonicalForm(of bytes: [UInt8]) -> JSONValue? {
        guard let value = try? JSONParser.parse(bytes, limits: JSONLimits(depth: JSONLimits.portableDepth)), value.isPortable else {
            return nil
        }
        var rendered: [UInt8] = []
        rendered.reserveCapacity(bytes.count)
        JSONWriter.canonical.append(value, to: &rendered)
        return rendered == bytes ? value : nil
    }

    private var isPortable: Bool {
        switch self {
        case .null, .bool: true
        case .string(let string): !string.hasLoneSurrogate
        case .number(let number): number.isCanonical && number.isFinite
        case .array(let array): array.allSatisfy(\.isPortable)
        case .object(let object): object.members.allSatisfy { !$0.key.hasLoneSurrogate && $0.value.isPortable }
        }
    }
}
