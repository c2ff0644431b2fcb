import Glibc

/// Stands for a full disk: what a process writes beyond the limit finds no room.
enum FileSizeLimit {
    /// - Parameter size: in bytes, for all files of this process from now on.
    static func set(_ size: Int) {
        // By default the system ends the process.
        signal(SIGXFSZ, SIG_IGN)
        let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        var limit = rlimit()
        getrlimit(resource, &limit)
        limit.rlim_cur = rlim_t(size)
        setrlimit(resource, &limit)
    }
}
