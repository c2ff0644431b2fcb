/// What the system allows this process.
package enum ResourceLimit {
    /// How many descriptors may be open: now, and the most that the process may choose. `nil` when the system does not say.
    package static var descriptors: (current: Int, most: Int)? {
        var limit = rlimit()
        guard getrlimit(openFiles, &limit) == 0 else { return nil }
        return (Int(clamping: limit.rlim_cur), Int(clamping: limit.rlim_max))
    }

    /// Allows so many open descriptors, or as many as there may be.
    package static func setDescriptors(_ count: Int) {
        var limit = rlimit()
        guard getrlimit(openFiles, &limit) == 0 else { return }
        limit.rlim_cur = min(rlim_t(clamping: count), limit.rlim_max)
        setrlimit(openFiles, &limit)
    }

    #if canImport(Glibc)
        private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let openFiles = RLIMIT_NOFILE
    #endif
}
