import IPCFraming
import Texts

/// How the program was built, for reports of faults.
package enum BuildDescription {
    /// - Parameter libraries: those that only the program itself links.
    package static func lines(_ libraries: [(name: String, version: String)]) -> [String] {
        let all =
            [("build", "\(mode), \(system)"), ("Swift", compiler)] + libraries
            + [("PCRE2", RegularExpression.libraryVersion), ("zlib", CompressionLibrary.version)]
            + [("transports", "TCP, Unix sockets, WebSocket (permessage-deflate)")]
        return all.map { name, value in "\(name): \(value)" }
    }

    private static var mode: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }

    private static var system: String {
        #if os(Linux)
            let name = "Linux"
        #elseif os(macOS)
            let name = "macOS"
        #else
            let name = "unknown system"
        #endif
        #if arch(x86_64)
            return "\(name) x86_64"
        #elseif arch(arm64)
            return "\(name) arm64"
        #else
            return name
        #endif
    }

    private static var compiler: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
