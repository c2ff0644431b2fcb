import Glibc
import IPCClient
import IPCFraming
import Synchronization
import TestSupport
import Testing

/// What concerns the whole process is tried in one of its own.
@Suite struct ProcessTests {
    @Test func `a signal handler ends an exchange`() async {
        await #expect(processExitsWith: .success) {
            let cancellation = try #require(Cancellation())
            handled = cancellation
            signal(SIGINT) { _ in
                let before = errno
                handled?.cancel()
                errno = before
            }
            let server = try ScriptedServer { connection in
                try connection.receiveRequest()
                kill(getpid(), SIGINT)
                try connection.hold()
            }
            let exchange = try server.exchange(request, .patient(), cancellation)
            #expect(exchange.failure?.code == .cancelled)
            #expect(exchange.failure?.phase == .waiting)
        }
    }

    @Test func `signals that end nothing do not disturb an exchange`() async {
        await #expect(processExitsWith: .success) {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in }
            sigaction(SIGALRM, &action, nil)
            var interval = itimerval()
            interval.it_interval.tv_usec = 200
            interval.it_value.tv_usec = 200
            setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &interval, nil)
            let server = try ScriptedServer { connection in
                let request = try connection.receiveRequest()
                try connection.send(request)
                try connection.send("\r\n")
            }
            let large = RequestFrame(Array(repeating: 0x20, count: 500_000))
            for _ in 0..<10 {
                let exchange = try server.exchange(large)
                #expect(exchange.failure == nil)
                #expect(exchange.response?.bytes.count == 500_000)
            }
        }
    }

    @Test func `without descriptors the failure says so, and the client works again later`() async {
        await #expect(processExitsWith: .success) {
            let server = try ScriptedServer { connection in
                try connection.receiveRequest()
                try connection.send("O.k.\r\n")
            }
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            // The process may have inherited descriptors of tests that run beside this one.
            let inherited = (0..<Int32(min(limit.rlim_cur, 65_536))).last { fcntl($0, F_GETFD) >= 0 } ?? 0
            limit.rlim_cur = rlim_t(max(64, inherited + 1))
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            var taken: [Int32] = []
            try server.withClient { client in
                while case let descriptor = open("/dev/null", O_RDONLY), descriptor >= 0 { taken.append(descriptor) }
                let exchange = client.exchange(request)
                #expect(exchange.message(of: server) == "cannot connect to SERVER: too many open files")
                #expect(exchange.attempts == 1)
                #expect(Cancellation() == nil)
                for descriptor in taken { close(descriptor) }
                #expect(client.exchange(request).text == "O.k.")
            }
        }
    }

    @Test func `a peer that sends without end costs a few times the limit`() async {
        await #expect(processExitsWith: .success) {
            let server = try ScriptedServer { connection in
                try connection.receiveRequest()
                let megabyte = Array(repeating: UInt8(ascii: "x"), count: 1_000_000)
                for _ in 0..<100 { try connection.send(megabyte) }
            }
            let before = peakMemory()
            for mode in [ConnectionMode.oneShot, .keepAlive] {
                #expect(try server.exchange(request, .patient(mode)).failure?.code == .tooLarge)
            }
            let used = peakMemory() - before
            #expect(used < 5 * Framing.defaultLimit, "\(used) bytes")
        }
    }

    @Test func `no exchange leaves a descriptor behind`() async {
        await #expect(processExitsWith: .success) {
            let server = try ScriptedServer { connection in
                if connection.number.isMultiple(of: 3) { return connection.reset() }
                try connection.receiveRequest()
                if connection.number.isMultiple(of: 2) { return }
                try connection.send("O.k.\r\n")
            }
            try server.withClient { client in
                _ = client.exchange(request)
                let before = openDescriptors()
                for _ in 0..<200 { _ = client.exchange(request) }
                // The server may still hold the last connection.
                #expect(openDescriptors() <= before + 1)
            }
        }
    }
}

/// A signal handler captures nothing. Set before there is one.
nonisolated(unsafe) private var handled: Cancellation?

/// In bytes.
private func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
}

private func openDescriptors() -> Int {
    (0..<Int32(1024)).count { fcntl($0, F_GETFD) >= 0 }
}
