import Platform

/// Entries as lines of a file: a line feed is written `\n`, a backslash `\\`.
enum HistoryCodec {
    private static let backslash = UInt8(ascii: "\\")

    /// The entry with the LF that ends it.
    static func encode(_ entry: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entry.utf8.count + 1)
        for byte in entry.utf8 {
            switch byte {
            case 0x0A: bytes += [backslash, UInt8(ascii: "n")]
            case backslash: bytes += [backslash, backslash]
            default: bytes.append(byte)
            }
        }
        bytes.append(0x0A)
        return bytes
    }

    /// The entries of a file, which may be damaged.
    ///
    /// NULs go. Lines above ``History/entryLimit`` are left out, and lines that are not UTF-8, which could only be sent as
    /// other ones. A backslash before anything else is a backslash: someone wrote the line by hand.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> [String] {
        var entries: [String] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = firstIndex(of: 0x0A, in: rest) ?? rest.endIndex
            let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
            if !line.isEmpty, line.count <= History.entryLimit, let entry = entry(line), !entry.isEmpty {
                entries.append(entry)
            }
            rest = rest[min(end + 1, rest.endIndex)...]
        }
        return entries
    }

    private static func entry(_ line: UnsafeRawBufferPointer) -> String? {
        if firstIndex(of: 0, in: line[...]) != nil {
            return line.filter { $0 != 0 }.withUnsafeBytes(entry)
        }
        // Validating takes its time, and most lines are ASCII.
        if !line.allSatisfy({ $0 < 0x80 }), String(validating: line, as: UTF8.self) == nil { return nil }
        if firstIndex(of: backslash, in: line[...]) == nil { return String(decoding: line, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: line.count) { bytes in
            var (rest, count) = (line[...], 0)
            func append(_ part: Slice<UnsafeRawBufferPointer>) {
                let place = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[count...]))
                place.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
                count += part.count
            }
            while let index = firstIndex(of: backslash, in: rest), index + 1 < rest.endIndex {
                append(rest[..<index])
                let isEscape = rest[index + 1] == backslash || rest[index + 1] == UInt8(ascii: "n")
                bytes[count] = rest[index + 1] == UInt8(ascii: "n") ? 0x0A : backslash
                count += 1
                rest = rest[(index + (isEscape ? 2 : 1))...]
            }
            append(rest)
            return count
        }
    }

    private static func firstIndex(of byte: UInt8, in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
        UnsafeRawBufferPointer(rebasing: bytes).firstIndex(of: byte, from: 0).map { bytes.startIndex + $0 }
    }
}
