/// A file name pattern, or a part of one between two slashes: `*`, `?`, `[...]`. What was quoted matches only itself.
package struct FilePattern {
    enum Element: Hashable {
        case scalar(Unicode.Scalar)
        /// `*`
        case anything
        /// `?`
        case one
        /// `[a-z]`, `[!a-z]`
        case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    private(set) var elements: [Element] = []

    package init() {}

    /// Whether an unquoted text may stand for other names than itself.
    package static func isNeeded(for text: String) -> Bool {
        hasWildcard(text) || text.utf8.first == UInt8(ascii: "~")
    }

    private static func hasWildcard(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
    }

    /// Adds a text that matches only itself.
    package mutating func append(literal text: String) {
        elements += text.unicodeScalars.map { .scalar($0) }
    }

    /// Adds a text in which wildcards are some. A backslash is an ordinary character here: `C:\scans\*.jpg`.
    package mutating func append(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "*": if elements.last != .anything { elements.append(.anything) }
            case "?": elements.append(.one)
            case "[":
                if let (element, end) = Self.set(scalars, index) {
                    elements.append(element)
                    index = end
                } else {
                    elements.append(.scalar("["))
                }
            case let scalar: elements.append(.scalar(scalar))
            }
            index += 1
        }
    }

    /// The set that begins with a `[`, and where its `]` stands; `nil` when it has none, or only behind a slash.
    private static func set(_ scalars: [Unicode.Scalar], _ start: Int) -> (Element, Int)? {
        var index = start + 1
        let isNegated = index < scalars.count && (scalars[index] == "!" || scalars[index] == "^")
        if isNegated { index += 1 }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        // A `]` that comes first is a member.
        let first = index
        while index < scalars.count, scalars[index] != "/" {
            let lower = scalars[index]
            if lower == "]", index > first { return (.oneOf(ranges, isNegated: isNegated), index) }
            if index + 2 < scalars.count, scalars[index + 1] == "-", scalars[index + 2] != "]" {
                let upper = scalars[index + 2]
                if lower <= upper { ranges.append(lower...upper) }
                index += 3
            } else {
                ranges.append(lower...lower)
                index += 1
            }
        }
        return nil
    }

    /// The parts between slashes.
    var components: [FilePattern] {
        elements.split(separator: .scalar("/"), omittingEmptySubsequences: false).map { part in
            var pattern = FilePattern()
            pattern.elements = Array(part)
            return pattern
        }
    }

    /// The only text that it matches; `nil` when there are wildcards in it.
    package var literal: String? {
        var text = String.UnicodeScalarView()
        for element in elements {
            guard case .scalar(let scalar) = element else { return nil }
            text.append(scalar)
        }
        return String(text)
    }

    /// Whether it matches all of a name. A dot at a name's start is matched by a dot only.
    func matches(_ name: String) -> Bool {
        let name = Array(name.unicodeScalars)
        if name.first == ".", elements.first != .scalar(".") { return false }
        var (at, next) = (0, 0)
        // Where the last `*` stands, and what it has taken so far: the only one that ever has to take more.
        var star: (element: Int, end: Int)?
        while at < name.count {
            if next < elements.count, elements[next] == .anything {
                star = (next, at)
                next += 1
            } else if next < elements.count, elements[next].matches(name[at]) {
                at += 1
                next += 1
            } else if let (element, end) = star {
                star = (element, end + 1)
                (at, next) = (end + 1, element + 1)
            } else {
                return false
            }
        }
        return elements[next...].allSatisfy { $0 == .anything }
    }
}

extension FilePattern.Element {
    fileprivate func matches(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .scalar(let own): own == scalar
        case .anything: false
        case .one: true
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
        }
    }
}
