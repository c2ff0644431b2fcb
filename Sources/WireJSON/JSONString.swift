/// A string as Python has it: a sequence of code points, lone surrogates included.
///
/// Two strings are equal when their code points are, so `"é"` in one and in two code points differ, as they do in
/// Python, on the wire, and in a file name on Linux. (Swift's own `==` calls them equal.)
package struct JSONString: Sendable {
    /// A Swift `String` cannot hold a lone surrogate, yet needs no allocation up to 15 bytes, which is most keys. Which
    /// case it is follows from the content alone, so that equal strings always meet in the same case.
    private enum Storage: Sendable {
        case text(String)
        /// WTF-8: UTF-8, and in the same scheme the three bytes of each lone surrogate, of which there is at least one.
        case surrogates([UInt8])
    }

    private var storage: Storage

    package init(_ text: String) {
        storage = .text(text)
    }

    /// The string of `bytes`, nil unless they are well-formed WTF-8: UTF-8 that may also hold surrogates (U+D800 to
    /// U+DFFF), but no high one that a low one follows, since those two are one character and written in four bytes.
    package init?(wtf8 bytes: [UInt8]) {
        var hasSurrogate = false
        let isValid = bytes.withUnsafeBufferPointer { buffer in
            var offset = 0
            var previous: UInt32 = 0
            while offset < buffer.count {
                guard let length = UTF8Bytes.sequenceLength(in: buffer, at: offset, surrogates: true) else {
                    return false
                }
                let codePoint = UTF8Bytes.codePoint(in: buffer, at: offset)
                if codePoint.isSurrogate {
                    if codePoint >= 0xDC00, 0xD800..<0xDC00 ~= previous { return false }
                    hasSurrogate = true
                }
                previous = codePoint
                offset += length
            }
            return true
        }
        guard isValid else { return nil }
        self.init(trusted: bytes, hasSurrogate: hasSurrogate)
    }

    /// - Parameters:
    ///   - bytes: well-formed WTF-8.
    ///   - hasSurrogate: whether there is a lone surrogate in it.
    init(trusted bytes: [UInt8], hasSurrogate: Bool) {
        storage = hasSurrogate ? .surrogates(bytes) : .text(String(decoding: bytes, as: UTF8.self))
    }
}

extension JSONString {
    package var hasLoneSurrogate: Bool {
        guard case .surrogates = storage else { return false }
        return true
    }

    /// Nil when the string holds a lone surrogate.
    package var text: String? {
        guard case .text(let text) = storage else { return nil }
        return text
    }

    /// The text with U+FFFD in the place of each lone surrogate.
    package var lossyText: String {
        switch storage {
        case .text(let text):
            return text
        case .surrogates:
            var text = ""
            withBytes { bytes in
                var offset = 0
                while offset < bytes.count {
                    let codePoint = UTF8Bytes.codePoint(in: bytes, at: offset)
                    text.unicodeScalars.append(Unicode.Scalar(codePoint) ?? "\u{FFFD}")
                    offset += UTF8Bytes.length(of: codePoint)
                }
            }
            return text
        }
    }

    /// The string in UTF-8, with each lone surrogate in three bytes of the same scheme (WTF-8).
    package var bytes: [UInt8] {
        switch storage {
        case .text(let text): Array(text.utf8)
        case .surrogates(let bytes): bytes
        }
    }

    package var isEmpty: Bool {
        guard case .text(let text) = storage else { return false }
        return text.isEmpty
    }

    /// Whether `other` is part of the string, code point by code point, as Python's `other in string` decides it.
    package func contains(_ other: JSONString) -> Bool {
        withBytes { bytes in
            other.withBytes { part in
                // No part of a sequence is the start of another, so bytes found are code points found.
                guard bytes.count >= part.count else { return false }
                return (0...(bytes.count - part.count)).contains { start in
                    UTF8Bytes.areEqual(UnsafeBufferPointer(rebasing: bytes[start..<(start + part.count)]), part)
                }
            }
        }
    }

    /// Calls `body` with `bytes`, without a copy where that can be had.
    package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        switch storage {
        case .text(var text): text.withUTF8(body)
        case .surrogates(let bytes): bytes.withUnsafeBufferPointer(body)
        }
    }
}

extension JSONString: Hashable {
    package static func == (left: JSONString, right: JSONString) -> Bool {
        switch (left.storage, right.storage) {
        case (.text(let left), .text(let right)):
            left.utf8.count == right.utf8.count && UTF8Bytes.areEqual(left, right)
        case (.surrogates(let left), .surrogates(let right)):
            left == right
        case (.text, .surrogates), (.surrogates, .text):
            false
        }
    }

    package func hash(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}

extension JSONString: ExpressibleByStringInterpolation, CustomStringConvertible {
    package init(stringLiteral value: String) {
        self.init(value)
    }

    package var description: String {
        lossyText
    }
}

extension UInt32 {
    var isSurrogate: Bool {
        self & 0xFFFF_F800 == 0xD800
    }
}
