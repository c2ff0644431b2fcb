extension NoiseScanner {
    /// The end of a date, a time of day, or a date with a time of day.
    func endOfTime(at offset: Int) -> Int? {
        guard isDigit(at: offset), !isWord(before: offset), !isLater(at: offset), let end = endOfStamp(at: offset)
        else { return nil }
        let isLonger =
            (isByte(UInt8(ascii: ":"), at: end) || isByte(UInt8(ascii: "."), at: end)) && isDigit(at: end + 1)
        return isWord(at: end) || isLonger ? nil : end
    }

    /// Whether it goes on from digits before, as the second part of `12:00:00:01` does.
    private func isLater(at offset: Int) -> Bool {
        offset >= 2 && (bytes[offset - 1] == UInt8(ascii: ":") || bytes[offset - 1] == UInt8(ascii: "."))
            && isDigit(at: offset - 2)
    }

    private func endOfStamp(at offset: Int) -> Int? {
        if let end = endOfCompactStamp(at: offset) { return end }
        guard let dateEnd = endOfDate(at: offset) else { return endOfClock(at: offset, needsSeconds: true) }
        guard isLetterT(at: dateEnd) || isByte(UInt8(ascii: " "), at: dateEnd) else { return dateEnd }
        return endOfClock(at: dateEnd + 1, needsSeconds: false) ?? dateEnd
    }

    /// `20261122T080000Z`
    private func endOfCompactStamp(at offset: Int) -> Int? {
        guard endOfDigits(from: offset) == offset + 8, isLetterT(at: offset + 8),
            endOfDigits(from: offset + 9) == offset + 15,
            number(at: offset + 4, in: 1...12), number(at: offset + 6, in: 1...31), number(at: offset + 9, in: 0...24),
            number(at: offset + 11, in: 0...59), number(at: offset + 13, in: 0...60)
        else { return nil }
        return endOfZone(at: offset + 15)
    }

    /// `2026-11-22`, `2026/11/22`, `22.11.2026`, `11/22/2026`
    private func endOfDate(at offset: Int) -> Int? {
        let firstEnd = endOfDigits(from: offset)
        guard firstEnd - offset <= 4, firstEnd < bytes.count else { return nil }
        let separator = bytes[firstEnd]
        guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: ".") || separator == UInt8(ascii: "/") else {
            return nil
        }
        let secondEnd = endOfDigits(from: firstEnd + 1)
        guard isByte(separator, at: secondEnd) else { return nil }
        let end = endOfDigits(from: secondEnd + 1)
        switch (firstEnd - offset, secondEnd - firstEnd - 1, end - secondEnd - 1) {
        case (4, 2, 2):
            return number(at: firstEnd + 1, in: 1...12) && number(at: secondEnd + 1, in: 1...31) ? end : nil
        case (1...2, 1...2, 4):
            let isDayAndMonth =
                number(at: offset, in: 1...31) && number(at: firstEnd + 1, in: 1...31)
                && (number(at: offset, in: 1...12) || number(at: firstEnd + 1, in: 1...12))
            return isDayAndMonth ? end : nil
        default: return nil
        }
    }

    /// `8:00:00`, `08:00:00.123+02:00`
    private func endOfClock(at offset: Int, needsSeconds: Bool) -> Int? {
        let hourEnd = endOfDigits(from: offset)
        guard 1...2 ~= hourEnd - offset, number(at: offset, in: 0...24), var end = endOfSexagesimal(at: hourEnd) else {
            return nil
        }
        if let secondsEnd = endOfSexagesimal(at: end) {
            end = secondsEnd
            let isFraction = isByte(UInt8(ascii: "."), at: end) || isByte(UInt8(ascii: ","), at: end)
            if isFraction, isDigit(at: end + 1) { end = endOfDigits(from: end + 1) }
        } else if needsSeconds {
            return nil
        }
        return endOfZone(at: end)
    }

    /// `:59`; a leap second is `:60`.
    private func endOfSexagesimal(at offset: Int) -> Int? {
        guard isByte(UInt8(ascii: ":"), at: offset), endOfDigits(from: offset + 1) == offset + 3,
            number(at: offset + 1, in: 0...60)
        else { return nil }
        return offset + 3
    }

    /// `Z`, `+02:00`, `+0200`, `+02`, or nothing.
    private func endOfZone(at offset: Int) -> Int {
        if isByte(UInt8(ascii: "Z"), at: offset) || isByte(UInt8(ascii: "z"), at: offset) { return offset + 1 }
        guard isByte(UInt8(ascii: "+"), at: offset) || isByte(UInt8(ascii: "-"), at: offset) else { return offset }
        switch endOfDigits(from: offset + 1) - offset {
        case 3: return endOfSexagesimal(at: offset + 3) ?? offset + 3
        case 5: return offset + 5
        default: return offset
        }
    }

    private func isLetterT(at offset: Int) -> Bool {
        isByte(UInt8(ascii: "T"), at: offset) || isByte(UInt8(ascii: "t"), at: offset)
    }

    /// Whether the one or two digits there are a number in a range.
    private func number(at offset: Int, in range: ClosedRange<Int>) -> Bool {
        guard isDigit(at: offset) else { return false }
        let first = Int(bytes[offset] - UInt8(ascii: "0"))
        return range ~= (isDigit(at: offset + 1) ? 10 * first + Int(bytes[offset + 1] - UInt8(ascii: "0")) : first)
    }
}
