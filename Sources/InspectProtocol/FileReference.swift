package import WireJSON

/// What a request names as its file. Python's `os.stat` takes a path, but also the number of an open descriptor.
package enum FileReference: Hashable, Sendable {
    case path(JSONString)
    /// A number or truth value, as Python writes it. None of the server's descriptors is a regular file.
    case descriptor(String)

    /// - Throws: the termination that any other value leads to.
    init(_ value: JSONValue) throws(Termination) {
        switch value {
        case .string(let path):
            self = .path(path)
        case .bool(let bool):
            self = .descriptor(bool ? "True" : "False")
        case .number(let number) where number.isInteger:
            guard number.int.flatMap(Int32.init(exactly:)) != nil else {
                let bound = number.literal.hasPrefix("-") ? "less than minimum" : "greater than maximum"
                throw Termination("'file' is too large a number", exception: "OverflowError: fd is \(bound)")
            }
            self = .descriptor(number.pythonRepr)
        case .null, .number, .array, .object:
            let wanted = "path should be string, bytes, os.PathLike or integer"
            throw Termination(
                "'file' is \(value.plainType)",
                exception: "TypeError: stat: \(wanted), not \(value.pythonType)"
            )
        }
    }

    /// As it stands in the server's answers.
    package var text: JSONString {
        switch self {
        case .path(let path): path
        case .descriptor(let text): JSONString(text)
        }
    }

    /// Whether there can be such a file.
    package var isFileName: Bool {
        guard case .path(let path) = self, !path.hasLoneSurrogate else { return systemPath != nil }
        return !path.isEmpty && !path.withBytes { $0.contains(0) }
    }

    /// The bytes that name the file to a POSIX system, or `nil` when there can be no such file.
    package var systemPath: [UInt8]? {
        guard case .path(let path) = self, let bytes = path.surrogateEscapedBytes, !bytes.isEmpty, !bytes.contains(0)
        else { return nil }
        return bytes
    }
}
