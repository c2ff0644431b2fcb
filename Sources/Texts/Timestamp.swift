package import Platform

/// The wall clock, as it stands in headers and file names.
package struct Timestamp: Hashable, Sendable {
    /// Since the epoch, 1970-01-01T00:00:00Z.
    package let seconds: time_t

    package static var now: Timestamp { Timestamp(seconds: time(nil)) }

    /// - Parameter seconds: since the epoch, 1970-01-01T00:00:00Z.
    package init(seconds: Int) {
        self.seconds = seconds
    }

    /// ISO 8601, UTC: `2026-11-22T08:00:00Z`.
    package var iso8601: String {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        return text(parts, "-", "T", ":") + "Z"
    }

    /// For file names, in local time, as a person looks for them: `20261122-080000`.
    package var compactLocal: String {
        var seconds = seconds
        var parts = tm()
        localtime_r(&seconds, &parts)
        return text(parts, "", "-", "")
    }

    private func text(_ parts: tm, _ inDay: String, _ between: String, _ inClock: String) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(20)
        text.append(parts.tm_year + 1900, width: 4)
        text += inDay.utf8
        text.append(parts.tm_mon + 1, width: 2)
        text += inDay.utf8
        text.append(parts.tm_mday, width: 2)
        text += between.utf8
        text.append(parts.tm_hour, width: 2)
        text += inClock.utf8
        text.append(parts.tm_min, width: 2)
        text += inClock.utf8
        text.append(parts.tm_sec, width: 2)
        return String(decoding: text, as: UTF8.self)
    }
}

/// The texts of times of which many are the same as the one before.
package struct TimestampTexts {
    private var last: (time: Timestamp, text: String)?

    package init() {}

    /// ISO 8601, UTC: `2026-11-22T08:00:00Z`.
    package mutating func iso8601(_ time: Timestamp) -> String {
        if let last, last.time == time { return last.text }
        let text = time.iso8601
        last = (time, text)
        return text
    }
}

extension [UInt8] {
    /// Appends a number that is not negative, with zeros before it.
    fileprivate mutating func append(_ number: Int32, width: Int) {
        if width > 1 || number > 9 { append(number / 10, width: width - 1) }
        append(UInt8(ascii: "0") + UInt8(Swift.max(0, number % 10)))
    }
}
