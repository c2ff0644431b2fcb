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

    /// Descriptors that a server needs for itself and for some connections: without them the event loop cannot start.
    private static let needed = 24

    /// - Throws: ``MockServerError`` when the process may not open as many.
    static func check() throws(MockServerError) {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        while opened.count < needed {
            let descriptor = socket(AF_UNIX, streamType, 0)
            guard descriptor >= 0 else {
                let reason = "a server needs \(needed) descriptors, and \(opened.count) are left (see 'ulimit -n')"
                throw MockServerError(.descriptors, reason)
            }
            opened.append(descriptor)
        }
    }

    #if canImport(Glibc)
        private static let streamType = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
        private static let streamType = SOCK_STREAM
    #endif

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
