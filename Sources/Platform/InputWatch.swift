import CPlatform

/// Waits for input from any of some descriptors.
///
/// They are told once, not with each wait: on Linux by `epoll(7)`, which takes a third of the time of `poll(2)` for three
/// of them.
package struct InputWatch: ~Copyable {
    /// As many are found in one go.
    private static let most = 32

    private var watched: [Int32] = []
    private var alertWait = AlertWait()
    #if os(Linux)
        // Below 0 where there was none left for it.
        private let queue = Descriptor(epoll_create1(Int32(EPOLL_CLOEXEC)))
        /// Whether it has all of them: the system limits how many it takes of a user.
        private var isQueueWhole = false
    #endif

    package init() {}

    /// Has it wait for these and no others. To be called whenever one of them is another than before, even if it has the
    /// same number.
    package mutating func watch(_ descriptors: [Int32]) {
        #if os(Linux)
            // One that is closed has left by itself.
            for descriptor in watched where !descriptors.contains(descriptor) {
                epoll_ctl(queue.number, EPOLL_CTL_DEL, descriptor, nil)
            }
            isQueueWhole = queue.number >= 0 && descriptors.allSatisfy { enqueue($0) }
        #endif
        watched = descriptors
    }

    /// Has it wait for one more. What had its number before must have been taken out.
    package mutating func add(_ descriptor: Int32) {
        watched.append(descriptor)
        #if os(Linux)
            isQueueWhole = isQueueWhole && enqueue(descriptor)
        #endif
    }

    /// Has it wait for one less, which may be closed.
    package mutating func remove(_ descriptor: Int32) {
        watched.removeAll { $0 == descriptor }
        #if os(Linux)
            epoll_ctl(queue.number, EPOLL_CTL_DEL, descriptor, nil)
            // There may be room now for those that it did not take.
            if !isQueueWhole { isQueueWhole = queue.number >= 0 && watched.allSatisfy { enqueue($0) } }
        #endif
    }

    #if os(Linux)
        /// - Returns: whether the system waits for it.
        private func enqueue(_ descriptor: Int32) -> Bool {
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data(fd: descriptor))
            return epoll_ctl(queue.number, EPOLL_CTL_ADD, descriptor, &event) == 0 || errno == EEXIST
        }
    #endif

    /// - Parameters:
    ///   - milliseconds: how long; below 0 for ever.
    ///   - body: called with each descriptor that can be read, is at its end or is broken.
    /// - Returns: `false` when the time is over; a signal ends a wait, too.
    package mutating func wait(_ milliseconds: Int32, _ body: (Int32) -> Void) -> Bool {
        #if os(Linux)
            if isQueueWhole {
                return withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.most) { events in
                    let count = alertWait(milliseconds) { milliseconds in
                        epoll_wait(queue.number, events.baseAddress, Int32(events.count), milliseconds)
                    }
                    if count > 0 { for event in events[..<Int(count)] { body(event.data.fd) } }
                    return count != 0
                }
            }
        #endif
        var entries = watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let count = alertWait(milliseconds) { poll(&entries, nfds_t(entries.count), $0) }
        if count > 0 { for entry in entries where entry.revents != 0 { body(entry.fd) } }
        return count != 0
    }
}
