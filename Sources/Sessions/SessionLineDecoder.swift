import Texts
import WireJSON

/// Walks through the keys of one line of a session file; what is wrong becomes an error that names the place.
///
/// Of equal keys the last one counts, as in Python.
struct SessionLineDecoder {
    private let path: String
    private let lineNumber: Int
    private var scanner: JSONScanner

    init(_ bytes: UnsafeBufferPointer<UInt8>, path: String, line: Int) {
        self.path = path
        lineNumber = line
        scanner = JSONScanner(bytes)
    }

    /// Where the value of the last key starts, or the next token.
    mutating func position() -> Int {
        _ = scanner.peekKind()
        return scanner.offset
    }

    mutating func enter() throws(SessionError) {
        do throws(JSONError) {
            try scanner.enterObject()
        } catch {
            throw failure(error, .expectedObject, "a line is a JSON object")
        }
    }

    /// The next key; `nil` at the end of the line.
    mutating func nextKey() throws(SessionError) -> JSONStringToken? {
        do throws(JSONError) {
            if let key = try scanner.nextKey() { return key }
            try scanner.finish()
            return nil
        } catch {
            throw failure(error)
        }
    }

    /// Any value.
    mutating func value() throws(SessionError) -> JSONValue {
        do throws(JSONError) {
            return try scanner.value()
        } catch {
            throw failure(error)
        }
    }

    mutating func text(_ key: StaticString) throws(SessionError) -> String {
        let start = position()
        return try text(key, try token(key), at: start)
    }

    /// The bytes of a text.
    mutating func utf8(_ key: StaticString) throws(SessionError) -> [UInt8] {
        let start = position()
        let token = try token(key)
        return token.isEscaped ? Array(try text(key, token, at: start).utf8) : Array(token.bytes)
    }

    private mutating func token(_ key: StaticString) throws(SessionError) -> JSONStringToken {
        do throws(JSONError) {
            return try scanner.rawString()
        } catch {
            throw failure(error, .expectedString, "'\(key)' is not a text")
        }
    }

    private func text(
        _ key: StaticString,
        _ token: JSONStringToken,
        at start: Int
    ) throws(SessionError) -> String {
        if let text = token.decoded().text { return text }
        throw failure("'\(key)' is not a text: half of a surrogate pair stands alone in it", at: start)
    }

    mutating func base64(_ key: StaticString) throws(SessionError) -> [UInt8] {
        let start = position()
        guard let bytes = Base64.decode(try text(key)) else { throw failure("'\(key)' is not base64", at: start) }
        return bytes
    }

    /// One of a few words.
    mutating func word<Meaning>(
        _ key: StaticString,
        _ words: KeyValuePairs<String, Meaning>
    ) throws(SessionError) -> Meaning {
        let start = position()
        let text = try text(key)
        if let found = words.first(where: { $0.key == text }) { return found.value }
        let known = words.map { "\"\($0.key)\"" }.joined(separator: " or ")
        throw failure("'\(key)' is \(known)", at: start)
    }

    mutating func wholeNumber(_ key: StaticString, from minimum: Int) throws(SessionError) -> Int {
        let start = position()
        // Made only when it is needed.
        var reason: String { "'\(key)' is not a whole number from \(minimum)" }
        do throws(JSONError) {
            let number = try scanner.int()
            if number >= minimum, number <= RecordedExchange.largestNumber { return number }
        } catch {
            throw error.reason == .expectedNumber
                ? failure(reason, at: start) : failure(error, .expectedInteger, reason)
        }
        throw failure(reason, at: start)
    }

    /// A time: finite, and not below zero.
    mutating func time(_ key: StaticString) throws(SessionError) -> Double {
        let start = position()
        do throws(JSONError) {
            let number = try scanner.double()
            if number.isFinite, number >= 0 { return number }
        } catch {
            throw failure(error, .expectedNumber, "'\(key)' is not a number from 0")
        }
        throw failure("'\(key)' is not a number from 0", at: start)
    }

    /// The bytes of a request: a text as it is, another value as Python's `json.dumps` writes it.
    mutating func jsonOrText(_ key: StaticString) throws(SessionError) -> [UInt8] {
        if scanner.peekKind() == .string { return try utf8(key) }
        if let text = scanner.respacedValue() { return text }
        return JSONWriter.canonical.bytes(of: try value())
    }

    /// - Parameter offset: in bytes from the start of the line.
    func failure(_ reason: String, at offset: Int = 0) -> SessionError {
        let column = JSONError.position(of: offset, in: scanner.bytes).column
        return SessionError(path: path, line: lineNumber, column: column, reason: reason)
    }

    /// - Parameters:
    ///   - mismatch: the error's reason that has better words here.
    ///   - words: these.
    private func failure(_ error: JSONError, _ mismatch: JSONError.Reason? = nil, _ words: String = "") -> SessionError
    {
        if error.reason == mismatch { return failure(words, at: error.offset) }
        // Bytes that are not UTF-8 are the cause of whatever else is wrong.
        if let offset = UTF8Bytes.firstInvalidOffset(in: scanner.bytes) {
            return failure("\(JSONError.Reason.invalidUTF8)", at: offset)
        }
        return failure("\(error.reason)", at: error.offset)
    }
}
