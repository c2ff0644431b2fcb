import Glibc

/// Runs a body in a thread of its own, which the caller joins.
func startThread(_ body: @escaping @Sendable () -> Void) throws -> pthread_t {
    let argument = Unmanaged.passRetained(ThreadBody(run: body))
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, runBody, argument.toOpaque())
    guard code == 0 else {
        argument.release()
        throw SystemError("pthread_create", code: code)
    }
    return thread
}

private final class ThreadBody {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

private func runBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
