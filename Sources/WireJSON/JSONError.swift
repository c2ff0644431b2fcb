/// Why a text is not the JSON that it should be, and where. Never holds any of the text.
package struct JSONError: Error, Hashable, Sendable {
    package enum Reason: Sendable, Hashable, CaseIterable {
        // Malformed: what Python's json.loads answers with JSONDecodeError.
        case byteOrderMark, expectedValue, expectedKey, expectedColon, expectedCommaOrBrace, expectedCommaOrBracket
        case unterminatedString, controlCharacter, invalidEscape, invalidUnicodeEscape, trailingText
        // What Python answers in other ways: UnicodeDecodeError, RecursionError, ValueError.
        case invalidUTF8, tooDeep, integerTooLong
        // Well-formed, but not what the caller of a scanner asked for.
        case expectedObject, expectedArray, expectedString, expectedBool, expectedNumber, expectedInteger
    }

    package let reason: Reason
    /// In bytes from the start of the text.
    package let offset: Int
    /// Counted from 1.
    package let line: Int
    /// In characters (code points), counted from 1.
    package let column: Int

    init(_ reason: Reason, at offset: Int, in text: UnsafeBufferPointer<UInt8>) {
        self.reason = reason
        self.offset = offset
        (line, column) = Self.position(of: offset, in: text)
    }

    /// The line and the column, both counted from 1, of the byte at `offset`; a column is a code point, a line ends with LF.
    package static func position(
        of offset: Int,
        in text: UnsafeBufferPointer<UInt8>
    ) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in text.prefix(offset) {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if !UTF8Bytes.isContinuation(byte) {
                column += 1
            }
        }
        return (line, column)
    }
}

extension JSONError.Reason {
    /// Whether the text is simply no JSON, for Python too (`JSONDecodeError`).
    package var isMalformed: Bool {
        switch self {
        case .byteOrderMark, .expectedValue, .expectedKey, .expectedColon, .expectedCommaOrBrace,
            .expectedCommaOrBracket, .unterminatedString, .controlCharacter, .invalidEscape, .invalidUnicodeEscape,
            .trailingText:
            true
        case .invalidUTF8, .tooDeep, .integerTooLong, .expectedObject, .expectedArray, .expectedString, .expectedBool,
            .expectedNumber, .expectedInteger:
            false
        }
    }

    /// Whether Python's C scanner makes the exception itself (`raise_errmsg` in CPython's `Modules/_json.c`), at the
    /// depth that it has reached. The others are made after it has unwound.
    var isRaisedInPlaceByPython: Bool {
        switch self {
        case .expectedKey, .expectedColon, .expectedCommaOrBrace, .expectedCommaOrBracket, .unterminatedString,
            .controlCharacter, .invalidEscape, .invalidUnicodeEscape:
            true
        case .byteOrderMark, .expectedValue, .trailingText, .invalidUTF8, .tooDeep, .integerTooLong, .expectedObject,
            .expectedArray, .expectedString, .expectedBool, .expectedNumber, .expectedInteger:
            false
        }
    }
}

extension JSONError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .byteOrderMark: "unexpected byte order mark"
        case .expectedValue: "expected a value"
        case .expectedKey: "expected a key in double quotes"
        case .expectedColon: "expected ':'"
        case .expectedCommaOrBrace: "expected ',' or '}'"
        case .expectedCommaOrBracket: "expected ',' or ']'"
        case .unterminatedString: "string without end"
        case .controlCharacter: "control character in a string"
        case .invalidEscape: "invalid escape"
        case .invalidUnicodeEscape: "invalid \\uXXXX escape"
        case .trailingText: "unexpected text after the value"
        case .invalidUTF8: "invalid UTF-8"
        case .tooDeep: "nested too deeply"
        case .integerTooLong: "integer of too many digits"
        case .expectedObject: "expected an object"
        case .expectedArray: "expected an array"
        case .expectedString: "expected a string"
        case .expectedBool: "expected true or false"
        case .expectedNumber: "expected a number"
        case .expectedInteger: "expected an integer"
        }
    }
}

extension JSONError: CustomStringConvertible {
    package var description: String {
        "\(reason) at line \(line), column \(column)"
    }
}
