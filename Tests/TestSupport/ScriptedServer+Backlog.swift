import Glibc

extension ScriptedServer {
    /// Connections that nobody takes; closed when the test lets go of them.
    package final class Filling {
        fileprivate var descriptors: [Int32] = []

        deinit {
            for descriptor in descriptors { close(descriptor) }
        }
    }

    /// Fills the system's queue of a server without a script: connections that come after get no answer.
    package func fillBacklog() throws -> Filling {
        let filling = Filling()
        // Linux takes one more than the backlog; the rest makes sure.
        for _ in 0..<8 {
            let descriptor = socket(name.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { throw SystemError("socket") }
            filling.descriptors.append(descriptor)
            // The first is waited for: with it the queue is full.
            if filling.descriptors.count > 1 { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
            if name.connect(descriptor) != 0, filling.descriptors.count == 1 { throw SystemError("connect") }
        }
        return filling
    }
}
