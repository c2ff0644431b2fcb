/// Writes a value anew with Python's spaces, in one walk that copies as it looks: most requests in a session's file need
/// nothing more to be what was on the wire.
package struct Respacing {
    private let value: UnsafeBufferPointer<UInt8>
    private let output: UnsafeMutableBufferPointer<UInt8>
    /// How much of the value is done.
    private var offset = 0
    /// How much is written.
    private var count = 0

    /// How many bytes a value of so many may take, and be overrun by: a space behind each of them, and a word.
    package static func room(for count: Int) -> Int { 2 * count + MemoryLayout<UInt64>.size }

    /// - Parameters:
    ///   - value: one that a scanner has passed without an error, from its first byte to its last.
    ///   - output: has ``room(for:)`` the value.
    /// - Returns: how many bytes were written; `nil` when `JSONWriter.canonical` would change more than white space.
    package static func write(
        _ value: UnsafeBufferPointer<UInt8>,
        to output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        guard output.count >= room(for: value.count) else { return nil }
        var respacing = Respacing(value: value, output: output)
        return respacing.run() ? respacing.count : nil
    }

    private init(value: UnsafeBufferPointer<UInt8>, output: UnsafeMutableBufferPointer<UInt8>) {
        self.value = value
        self.output = output
    }

    private mutating func run() -> Bool {
        /// The last string, without its quotes.
        var string = 0..<0
        var keys = SeenKeys()
        while offset < value.count {
            let byte = value[offset]
            switch byte {
            case UInt8(ascii: "\""):
                let start = offset &+ 1
                guard copyString() else { return false }
                string = start..<(offset &- 1)
            case UInt8(ascii: ":"):
                // Of equal keys one is written. Equal ones of different objects do not matter, and are rare enough.
                guard keys.insert(UnsafeBufferPointer(rebasing: value[string])) else { return false }
                fallthrough
            case UInt8(ascii: ","):
                put(byte)
                put(UInt8(ascii: " "))
                offset &+= 1
            case 0x20, 0x09, 0x0A, 0x0D:
                offset &+= 1
            default:
                put(byte)
                offset &+= 1
            }
        }
        return true
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        output[count] = byte
        count &+= 1
    }

    /// Copies the string whose quote is the next byte.
    ///
    /// - Returns: false when it would be written otherwise than it stands here.
    @inline(__always)
    private mutating func copyString() -> Bool {
        put(UInt8(ascii: "\""))
        offset &+= 1
        while true {
            copyPlain()
            guard offset < value.count else { return false }
            let byte = value[offset]
            put(byte)
            offset &+= 1
            if byte == UInt8(ascii: "\"") { return true }
            guard byte == UInt8(ascii: "\\"), offset < value.count else { return false }
            let escaped = value[offset]
            // These two can be written in several ways.
            if escaped == UInt8(ascii: "u") || escaped == UInt8(ascii: "/") { return false }
            put(escaped)
            offset &+= 1
        }
    }

    /// Copies up to the next byte that means something in a string, or would be written otherwise.
    @inline(__always)
    private mutating func copyPlain() {
        while value.count &- offset >= MemoryLayout<UInt64>.size {
            let word = ByteWord.load(value, at: offset)
            // What of it does not belong here is written over.
            UnsafeMutableRawBufferPointer(output).storeBytes(
                of: word.littleEndian,
                toByteOffset: count,
                as: UInt64.self
            )
            let special = ByteWord.specialInOutput(word)
            guard special == 0 else {
                let plain = special.trailingZeroBitCount &>> 3
                offset &+= plain
                count &+= plain
                return
            }
            offset &+= MemoryLayout<UInt64>.size
            count &+= MemoryLayout<UInt64>.size
        }
        let end = ByteWord.endOfPlain(value, from: offset)
        while offset < end {
            put(value[offset])
            offset &+= 1
        }
    }
}
