import CommandSpec
import IPCFraming
import Operations
import Sessions
import Texts

/// The endings of the files that commands take.
enum FileEndings {
    static let images = ["jpg", "jpeg", "tif", "tiff"]
    static let elements = ["gxml"]
    static let sessions = ["jsonl", "jsonl.gz"]
    static let scripts = ["ipcsh"]
    static let tests = scripts + sessions
}

extension ValueType<String> {
    /// A value of a setting, as it was written.
    static func setting(_ setting: Setting, _ name: String) -> ValueType {
        ValueType(name, completion: .setting(setting.rawValue)) { text throws(ValueError) in
            do throws(Failure) {
                var settings = Settings()
                try setting.set(text, in: &settings)
                return text
            } catch {
                throw ValueError(error.message, isComplete: true)
            }
        }
    }

    /// What to leave out of a recording, as it was written.
    static let redaction = ValueType("what") { text throws(ValueError) in
        do throws(PatternError) {
            _ = try Redaction([text])
            return text
        } catch {
            throw ValueError("\(error)")
        }
    }
}

extension ValueType<PathMap> {
    static let pathMap = ValueType("local=remote") { text throws(ValueError) in
        guard let map = PathMap(text) else { throw ValueError("'\(text)' is not LOCAL=REMOTE") }
        return map
    }
}

extension ValueType<Endpoint> {
    static let endpoint = ValueType("endpoint", completion: .names(.endpoints)) { text throws(ValueError) in
        do throws(EndpointError) {
            return try Endpoint(text)
        } catch {
            throw ValueError("\(error)", isComplete: true)
        }
    }
}

extension ValueType<HTTPField> {
    /// Those that the handshake writes itself, or that would change where its request ends.
    private static let ownNames = ["host", "upgrade", "connection", "origin", "content-length", "transfer-encoding"]

    /// `NAME:VALUE`. The value may be a secret: no error shows it.
    static let httpField = ValueType("name:value") { text throws(ValueError) in
        let field = try field { () throws(HTTPField.Invalid) in try HTTPField(text) }
        let name = field.name.lowercased()
        guard !ownNames.contains(name), !name.hasPrefix("sec-websocket-") else {
            let option = name == "origin" ? " (--origin)" : name == "sec-websocket-protocol" ? " (--subprotocol)" : ""
            throw ValueError("the handshake writes the header '\(field.name)' itself\(option)")
        }
        return field
    }

    static let origin = ValueType("origin") { text throws(ValueError) in
        try field { () throws(HTTPField.Invalid) in try HTTPField(name: "Origin", value: text) }
    }

    private static func field(_ read: () throws(HTTPField.Invalid) -> HTTPField) throws(ValueError) -> HTTPField {
        do throws(HTTPField.Invalid) {
            return try read()
        } catch {
            throw ValueError("\(error)")
        }
    }
}

extension ValueType<String> {
    static let subprotocol = ValueType("name") { text throws(ValueError) in
        // Both are tokens of HTTP.
        guard (try? HTTPField(name: text, value: "")) != nil else {
            throw ValueError("'\(text)' is not a name of letters, digits and !#$%&'*+-.^_`|~")
        }
        return text
    }
}

extension ValueType<Double> {
    /// So many a second: `20/s`.
    static let rate = ValueType("rate") { text throws(ValueError) in
        guard let rate = RateOption.parse(text) else { throw ValueError("'\(text)' is not a rate such as 200/s") }
        return rate
    }
}
