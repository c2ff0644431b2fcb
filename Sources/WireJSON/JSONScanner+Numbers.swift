extension JSONScanner {
    /// The next value, which must be a number.
    package mutating func number() throws(JSONError) -> JSONNumber {
        guard peekKind() == .number else { throw mismatch(.expectedNumber) }
        let start = offset
        try skipNumber()
        return JSONNumber(trusted: text(from: start))
    }

    /// The next value, which must be a number without fraction and exponent that fits an `Int`.
    package mutating func int() throws(JSONError) -> Int {
        guard peekKind() == .number else { throw mismatch(.expectedInteger) }
        let start = offset
        guard try skipNumber(), let int = JSONNumber.int(of: bytes(from: start)) else {
            throw failure(.expectedInteger, at: start)
        }
        return int
    }

    /// The next value, which must be a number.
    package mutating func double() throws(JSONError) -> Double {
        guard peekKind() == .number else { throw mismatch(.expectedNumber) }
        let start = offset
        try skipNumber()
        return JSONNumber.exactDouble(of: bytes(from: start)) ?? JSONNumber(trusted: text(from: start)).double
    }

    /// The next value, which must be `true` or `false`.
    package mutating func bool() throws(JSONError) -> Bool {
        guard peekKind() == .bool else { throw mismatch(.expectedBool) }
        let value = byte == UInt8(ascii: "t")
        try skipWord(value ? "true" : "false")
        return value
    }

    /// What was skipped since the scanner was at `start`.
    private func bytes(from start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[start..<offset])
    }

    func text(from start: Int) -> String {
        String(decoding: bytes(from: start), as: UTF8.self)
    }

    /// Skips the number that starts here: as much as is one, so that `01` is `0` with something behind it, as in Python.
    ///
    /// - Returns: whether it is an integer.
    @discardableResult
    @inline(__always)
    mutating func skipNumber() throws(JSONError) -> Bool {
        let start = offset
        if byte == UInt8(ascii: "-") { offset &+= 1 }
        guard isDigit(byte) else {
            try skipNamedNumber(from: start)
            return false
        }
        let digits = offset
        if byte == UInt8(ascii: "0") { offset &+= 1 } else { skipDigits() }
        let digitCount = offset &- digits

        var isInteger = true
        if byte == UInt8(ascii: "."), offset &+ 1 < bytes.count, isDigit(bytes[offset &+ 1]) {
            isInteger = false
            offset &+= 1
            skipDigits()
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            let mark = offset
            offset &+= 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset &+= 1 }
            if isDigit(byte) {
                isInteger = false
                skipDigits()
            } else {
                offset = mark
            }
        }
        guard !isInteger || digitCount <= PythonLimits.integerDigits else { throw failure(.integerTooLong, at: start) }
        return isInteger
    }

    private mutating func skipNamedNumber(from start: Int) throws(JSONError) {
        let isNegative = offset > start
        if byte == UInt8(ascii: "I") {
            try skipWord("Infinity", from: start)
        } else if byte == UInt8(ascii: "N"), !isNegative {
            try skipWord("NaN", from: start)
        } else {
            throw failure(.expectedValue, at: start)
        }
        guard depth <= limits.depthOfConstants else { throw failure(.tooDeep, at: start) }
    }

    /// Skips `word`, which stands for a value, alone or with what is from `start` to here.
    @inline(__always)
    mutating func skipWord(_ word: StaticString, from start: Int? = nil) throws(JSONError) {
        let count = word.utf8CodeUnitCount
        let isThere =
            bytes.count &- offset >= count
            && word.withUTF8Buffer { $0.elementsEqual(bytes[offset..<(offset &+ count)]) }
        guard isThere else { throw failure(.expectedValue, at: start ?? offset) }
        offset &+= count
    }

    @inline(__always)
    private mutating func skipDigits() {
        while offset < bytes.count, isDigit(bytes[offset]) { offset &+= 1 }
    }

    @inline(__always)
    private func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }
}
