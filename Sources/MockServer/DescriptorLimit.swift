#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many descriptors this process may have open.
package enum DescriptorLimit {
    /// Descriptors that are left for all but connections: the listener, the event loop, the process's own files.
    private static let reserved = 32

    /// Makes room for so many connections, as far as the system allows it to this process.
    package static func raise(forConnections count: Int) {
        guard var limit = current else { return }
        let wanted = rlim_t(clamping: count.addingReportingOverflow(reserved).partialValue)
        guard count >= 0, limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        setrlimit(resource, &limit)
    }

    /// `count`, but at least 1 and no more than there are descriptors for.
    static func connections(atMost count: Int) -> Int {
        let descriptors = current.map { Int(clamping: $0.rlim_cur) } ?? .max
        return max(1, min(count, descriptors - reserved))
    }

    private static var current: rlimit? {
        var limit = rlimit()
        return getrlimit(resource, &limit) == 0 ? limit : nil
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}
