/// Reads a whole text as Python's `json.loads` does, into a `JSONValue`.
///
/// Other than most parsers it takes `NaN`, `Infinity`, `-Infinity`, lone surrogate escapes and equal keys, and refuses a
/// byte order mark. Of several mistakes it reports the one that Python would: bytes that are not UTF-8 anywhere, since
/// Python decodes first, then the one furthest to the left.
package enum JSONParser {
    package static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>,
        limits: JSONLimits = .standard
    ) throws(JSONError) -> JSONValue {
        do throws(JSONError) {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONError(.byteOrderMark, at: 0, in: bytes) }
            var scanner = JSONScanner(bytes, limits: limits)
            let value = try scanner.value()
            try scanner.finish()
            return value
        } catch {
            if let offset = UTF8Bytes.firstInvalidOffset(in: bytes) {
                throw JSONError(.invalidUTF8, at: offset, in: bytes)
            }
            throw error
        }
    }

    package static func parse(
        _ bytes: UnsafeRawBufferPointer,
        limits: JSONLimits = .standard
    ) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONError> = bytes.withMemoryRebound(to: UInt8.self) { bytes in
            Result { () throws(JSONError) in try parse(bytes, limits: limits) }
        }
        return try result.get()
    }

    package static func parse(_ bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONError> = bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(JSONError) in try parse(bytes, limits: limits) }
        }
        return try result.get()
    }

    package static func parse(_ text: String, limits: JSONLimits = .standard) throws(JSONError) -> JSONValue {
        var text = text
        let result: Result<JSONValue, JSONError> = text.withUTF8 { bytes in
            Result { () throws(JSONError) in try parse(bytes, limits: limits) }
        }
        return try result.get()
    }
}
