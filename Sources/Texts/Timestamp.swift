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
        return "\(day(parts, "-"))T\(clock(parts, ":"))Z"
    }

    /// For file names, in local time, as a person looks for them: `20261122-080000`.
    package var compactLocal: String {
        var seconds = seconds
        var parts = tm()
        localtime_r(&seconds, &parts)
        return "\(day(parts, ""))-\(clock(parts, ""))"
    }

    private func day(_ parts: tm, _ separator: String) -> String {
        [padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1, 2), padded(parts.tm_mday, 2)]
            .joined(separator: separator)
    }

    private func clock(_ parts: tm, _ separator: String) -> String {
        [padded(parts.tm_hour, 2), padded(parts.tm_min, 2), padded(parts.tm_sec, 2)].joined(separator: separator)
    }

    private func padded(_ number: Int32, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
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
