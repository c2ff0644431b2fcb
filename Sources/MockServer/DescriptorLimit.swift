import Platform

/// How many descriptors this process may have open.
package enum DescriptorLimit {
    /// Descriptors that are left for all but connections: the listener, the event loop, the process's own files.
    private static let reserved = 32

    /// Makes room for so many connections, as far as the system allows it to this process.
    package static func raise(forConnections count: Int) {
        let wanted = count.addingReportingOverflow(reserved).partialValue
        if count >= 0, let limit = ResourceLimit.descriptors, limit.current < wanted {
            ResourceLimit.setDescriptors(wanted)
        }
    }

    /// `count`, but at least 1 and no more than there are descriptors for.
    static func connections(atMost count: Int) -> Int {
        max(1, min(count, (ResourceLimit.descriptors?.current ?? .max) - reserved))
    }

    /// Descriptors that a server needs for itself and for some connections: without them the event loop cannot start.
    private static let needed = 24

    /// - Throws: ``MockServerError`` when the process may not open as many.
    static func check() throws(MockServerError) {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        while opened.count < needed {
            let descriptor = StreamSocket.open(family: AF_UNIX)
            guard descriptor >= 0 else {
                let reason = "a server needs \(needed) descriptors, and \(opened.count) are left (see 'ulimit -n')"
                throw MockServerError(.descriptors, reason)
            }
            opened.append(descriptor)
        }
    }
}
