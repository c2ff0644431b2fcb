package import WireJSON

extension Termination {
    /// A series is looked up by its name, and a list or an object can be no name.
    ///
    /// - Returns: `nil` for a value that can be.
    package init?(series: JSONValue) {
        switch series {
        case .array, .object:
            self.init(
                "the series' name is \(series.plainType)",
                exception: "TypeError: unhashable type: '\(series.pythonType)'"
            )
        case .null, .bool, .number, .string:
            return nil
        }
    }

    /// What Python's `json.loads` raises other than a `JSONDecodeError`, which the server expects.
    ///
    /// - Returns: `nil` for text that simply is no JSON.
    init?(_ error: JSONError) {
        switch error.reason {
        case .tooDeep:
            self.init(
                "the message is nested more deeply than its JSON reader goes",
                exception: "RecursionError: maximum recursion depth exceeded"
            )
        case .integerTooLong:
            self.init(
                "an integer has more than \(PythonLimits.integerDigits) digits",
                exception: "ValueError: Exceeds the limit (\(PythonLimits.integerDigits) digits)"
            )
        default:
            return nil
        }
    }

    /// For a value that cannot hold a word at all.
    static func notIterable(_ what: String, _ value: JSONValue) -> Termination {
        Termination(
            "\(what) is \(value.plainType)",
            exception: "TypeError: argument of type '\(value.pythonType)' is not iterable"
        )
    }

    /// For a string or list that is searched like an object, and then indexed like one.
    static func notIndexable(_ what: String, _ value: JSONValue) -> Termination {
        Termination(
            "\(what) is \(value.plainType) that contains the words of a request",
            exception: value.string == nil
                ? "TypeError: list indices must be integers or slices, not str"
                : "TypeError: string indices must be integers, not 'str'"
        )
    }
}
