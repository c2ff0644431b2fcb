import CPlatform

/// A new file that nobody else has, 0600, under a name that did not exist. It is not removed by itself.
package struct TemporaryFile: ~Copyable {
    package let path: String
    package let descriptor: Descriptor

    /// - Parameters:
    ///   - prefix: the path up to the six characters that make the name a new one.
    ///   - suffix: what follows them.
    package init(prefix: String, suffix: String = "") throws(SystemError) {
        var template = Array("\(prefix)XXXXXX\(suffix)".utf8CString)
        let number = mkostemps(&template, Int32(suffix.utf8.count), O_CLOEXEC)
        guard number >= 0 else { throw SystemError() }
        descriptor = Descriptor(number)
        path = template.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// Hands out the descriptor alone.
    package consuming func takeDescriptor() -> Descriptor { descriptor }
}
