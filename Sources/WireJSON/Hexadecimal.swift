enum Hexadecimal {
    /// Appends the lowest `digits` digits of `value`, in lower case as Python does.
    static func append(_ value: UInt32, digits: Int, to output: inout [UInt8]) {
        for position in stride(from: (digits - 1) * 4, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: value >> UInt32(position) & 0xF)
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }
}
