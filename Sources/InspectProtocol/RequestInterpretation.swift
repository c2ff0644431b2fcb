package import WireJSON

/// What the vendor's server makes of a request: the decisions of its script up to the point where files are looked at,
/// in the same order.
///
/// Sources: the vendor's description, and the script run under Python 3.11 on Linux.
package enum RequestInterpretation: Hashable, Sendable {
    /// The kinds of request.
    package enum Kind: String, Sendable {
        case image
        case elements

        /// What a request of this kind must have, in the order in which it is checked.
        var parameters: [JSONString] {
            switch self {
            case .image: Self.imageParameters
            case .elements: Self.elementsParameters
            }
        }

        /// The word that a request of this kind has.
        var word: JSONString {
            switch self {
            case .image: Self.imageWord
            case .elements: Self.elementsWord
            }
        }

        private static let imageParameters: [JSONString] = ["file", "name", "focal_length"]
        private static let elementsParameters: [JSONString] = ["file", "import_mode"]
        private static let imageWord = JSONString(Kind.image.rawValue)
        private static let elementsWord = JSONString(Kind.elements.rawValue)
    }

    case image(file: FileReference, series: JSONValue, focalLength: JSONValue)
    case elements(file: FileReference, importMode: JSONValue)
    case missing(parameter: JSONString, of: Kind)
    /// Not JSON, or not in the dialect of Python's `json.loads`.
    case malformed
    /// Neither an image nor an elements request; with Python's `str()` of the message.
    case unknown(JSONString)
    case terminates(Termination)

    /// - Parameters:
    ///   - request: the request without its terminator.
    ///   - isTerminated: whether a terminator ended it, and not the end of the stream.
    ///   - trailing: what arrived behind the terminator. The server drops what is in the same read, but decodes it.
    package init(
        _ request: [UInt8],
        isTerminated: Bool = true,
        trailing: ArraySlice<UInt8> = []
    ) {
        if let termination = ServerReads.termination(request, isTerminated: isTerminated, trailing: trailing) {
            self = .terminates(termination)
        } else {
            self.init(decoded: request)
        }
    }

    /// - Parameter request: what the server has decoded of its reads: UTF-8.
    package init(decoded request: [UInt8]) {
        do throws(JSONError) {
            self.init(message: try JSONParser.parse(request, limits: .python))
        } catch {
            self = Termination(error).map { .terminates($0) } ?? .malformed
        }
    }

    /// - Parameter message: what the server has read of the request.
    package init(message: JSONValue) {
        guard let kind = Self.kind(of: message) else {
            switch message {
            case .array, .object, .string: self = .unknown(message.pythonStr)
            case .null, .bool, .number: self = .terminates(.notIterable("the message", message))
            }
            return
        }
        guard let body = message.object?[kind.word] else {
            self = .terminates(.notIndexable("the message", message))
            return
        }
        if case .object(let parameters) = body {
            self.init(kind, parameters)
            return
        }
        for parameter in kind.parameters {
            switch Self.contains(parameter, in: body) {
            case true?: continue
            case false?: self = .missing(parameter: parameter, of: kind)
            case nil: self = .terminates(.notIterable("'\(kind.rawValue)'", body))
            }
            return
        }
        self = .terminates(.notIndexable("'\(kind.rawValue)'", body))
    }

    private init(_ kind: Kind, _ parameters: JSONObject) {
        var values: [JSONValue] = []
        values.reserveCapacity(kind.parameters.count)
        for parameter in kind.parameters {
            guard let value = parameters[parameter] else {
                self = .missing(parameter: parameter, of: kind)
                return
            }
            values.append(value)
        }
        do throws(Termination) {
            let file = try FileReference(values[0])
            switch kind {
            case .image: self = .image(file: file, series: values[1], focalLength: values[2])
            case .elements: self = .elements(file: file, importMode: values[1])
            }
        } catch {
            self = .terminates(error)
        }
    }

    /// Why this request terminates the server, as far as can be known without its files, or `nil`.
    package var termination: Termination? {
        switch self {
        case .terminates(let termination): termination
        case .image(_, let series, _): Termination(series: series)
        case .elements, .missing, .malformed, .unknown: nil
        }
    }

    /// What a message that was read is taken for; `nil` for neither.
    package static func kind(of message: JSONValue) -> Kind? {
        if contains(Kind.image.word, in: message) == true { return .image }
        if contains(Kind.elements.word, in: message) == true { return .elements }
        return nil
    }

    /// Python's `word in value`: a key of an object, an element of a list, a part of a string; `nil` where Python raises.
    private static func contains(_ word: JSONString, in value: JSONValue) -> Bool? {
        switch value {
        case .object(let object): object.contains(word)
        case .array(let elements): elements.contains(.string(word))
        case .string(let string): string.contains(word)
        case .null, .bool, .number: nil
        }
    }
}
