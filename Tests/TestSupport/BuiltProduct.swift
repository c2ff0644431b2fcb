import Glibc

/// What the build has put next to the tests.
package enum BuiltProduct {
    package struct NotFound: Error, CustomStringConvertible {
        package let description: String
    }

    /// The path of an executable product, `ipcsh` if not told otherwise.
    package static func path(_ name: String = "ipcsh") throws -> String {
        let folders = [runningFolder(), bundleFolder()].compactMap(\.self)
        for folder in folders {
            let candidate = folder + "/" + name
            if access(candidate, X_OK) == 0 { return candidate }
        }
        throw NotFound(description: "no executable '\(name)' in \(folders); was it built?")
    }

    /// On Linux the tests are a program in the folder of the products.
    private static func runningFolder() -> String? {
        guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(resolved) }
        return folder(of: String(cString: resolved))
    }

    /// Elsewhere a tool loads them; their path is among its arguments.
    private static func bundleFolder() -> String? {
        CommandLine.arguments.first { $0.hasSuffix(".xctest") }.map(folder(of:))
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
