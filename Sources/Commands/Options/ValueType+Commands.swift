import CommandSpec
import IPCFraming
import Operations
import Sessions
import Texts

/// The endings of the files that commands take.
enum FileEndings {
    static let images = ["jpg", "jpeg", "tif", "tiff"]
    static let elements = ["gxml"]
    static let sessions = ["jsonl"]
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

extension ValueType<Double> {
    /// So many a second: `20/s`.
    static let rate = ValueType("rate") { text throws(ValueError) in
        guard let rate = RateOption.parse(text) else { throw ValueError("'\(text)' is not a rate such as 200/s") }
        return rate
    }
}
