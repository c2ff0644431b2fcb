extension JSONScanner {
    /// The next value as `JSONWriter.canonical` writes it, when that differs from how it stands here in nothing but white
    /// space. The value is not built, which makes this several times as fast.
    ///
    /// - Returns: `nil`, and the scanner stays where it is, when the value is wrong or takes more than that.
    package mutating func respacedValue() -> [UInt8]? {
        var ahead = self
        guard let place = try? ahead.skipValue() else { return nil }
        let value = UnsafeBufferPointer(rebasing: bytes[place])
        let room = Respacing.room(for: value.count)
        let text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { output -> [UInt8]? in
            guard let count = Respacing.write(value, to: output) else { return nil }
            return Array(output[..<count])
        }
        if text != nil { self = ahead }
        return text
    }
}
