/// Descriptors of event loops, which no program that the shell starts is to inherit.
package enum EventLoopDescriptors {
    /// Marks them to be closed there: SwiftNIO makes its `epoll` without that mark (2.101.2, `SelectorEpoll.swift`). A
    /// `kqueue` is never inherited.
    package static func closeOnExec() {
        #if os(Linux)
            let folder = "/proc/self/fd"
            guard let listing = opendir(folder) else { return }
            defer { closedir(listing) }
            while let entry = readdir(listing) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                var target = [CChar](repeating: 0, count: 64)
                let count = readlink("\(folder)/\(name)", &target, target.count)
                guard let descriptor = Int32(name), count > 0,
                    target.prefix(count).elementsEqual("anon_inode:[eventpoll]".utf8CString.dropLast())
                else { continue }
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            }
        #endif
    }
}
