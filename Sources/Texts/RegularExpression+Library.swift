import CPCRE2

extension RegularExpression {
    /// The version of the library that is linked, with its date.
    package static var libraryVersion: String {
        // As long as the documentation of pcre2_config asks for, and more.
        var version = [UInt8](repeating: 0, count: 64)
        guard pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), &version) > 0 else { return "unknown" }
        return String(decoding: version.prefix { $0 != 0 }, as: UTF8.self)
    }
}
