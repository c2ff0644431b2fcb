extension JSONScanner {
    /// The next value as `JSONWriter.canonical` writes it, when that differs from how it stands here in nothing but white
    /// space. The value is not built, which makes this several times as fast.
    ///
    /// - Returns: `nil`, and the scanner stays where it is, when the value is wrong or takes more than that.
    package mutating func respacedValue() -> [UInt8]? {
        var text: [UInt8] = []
        return appendRespacedValue(to: &text) ? text : nil
    }

    /// Appends the next value as ``respacedValue()`` gives it.
    ///
    /// - Returns: false when there is none such: what was appended then is of no use.
    package mutating func appendRespacedValue(to output: inout [UInt8]) -> Bool {
        var ahead = self
        do throws(JSONError) {
            guard ahead.respace(try ahead.skipValue(), to: &output) else { return false }
        } catch {
            return false
        }
        self = ahead
        return true
    }

    /// - Parameter place: of a value that was checked.
    private func respace(_ place: Range<Int>, to output: inout [UInt8]) -> Bool {
        output.reserveCapacity(output.count + place.count + place.count / 8 + 8)
        /// Where the bytes start that are not in the output yet.
        var start = place.lowerBound
        var offset = start
        /// The last one, without its quotes.
        var string = start..<start
        var keys = SeenKeys()
        while offset < place.upperBound {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                guard let end = endOfPlainString(from: offset) else { return false }
                string = (offset + 1)..<(end - 1)
                offset = end
                continue
            case UInt8(ascii: ":"):
                // Of equal keys one is written. Equal ones of different objects do not matter, and are rare enough.
                guard keys.insert(UnsafeBufferPointer(rebasing: bytes[string])) else { return false }
                fallthrough
            case UInt8(ascii: ","):
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...offset]))
                output.append(UInt8(ascii: " "))
                start = offset + 1
            case 0x20, 0x09, 0x0A, 0x0D:
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
                start = offset + 1
            default:
                break
            }
            offset += 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<offset]))
        return true
    }

    /// The end of a string that `JSONWriter.canonical` writes as it stands here.
    ///
    /// - Parameter start: at its quote. The string was checked.
    private func endOfPlainString(from start: Int) -> Int? {
        var offset = start + 1
        while true {
            offset = ByteWord.endOfPlain(bytes, from: offset)
            switch bytes[offset] {
            case UInt8(ascii: "\""): return offset + 1
            case UInt8(ascii: "\\"):
                // These two can be written in several ways.
                if bytes[offset + 1] == UInt8(ascii: "u") || bytes[offset + 1] == UInt8(ascii: "/") { return nil }
                offset += 2
            default: return nil
            }
        }
    }
}
