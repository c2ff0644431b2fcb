import Platform
import TestSupport
import Testing

@Suite struct StreamSocketTests {
    @Test func `sockets are inherited by no program; none of them blocks`() throws {
        try TemporaryDirectory.with { folder in
            let listener = Descriptor(StreamSocket.open(family: AF_UNIX))
            let client = Descriptor(StreamSocket.open(family: AF_UNIX))
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: folder.file("s").utf8) }
            let length = socklen_t(MemoryLayout<sockaddr_un>.size)
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    #expect(bind(listener.number, $0, length) == 0)
                    #expect(listen(listener.number, 1) == 0)
                    #expect(StreamSocket.accept(from: listener.number) < 0)
                    #expect(connect(client.number, $0, length) == 0)
                }
            }
            let accepted = Descriptor(StreamSocket.accept(from: listener.number))
            for number in [listener.number, client.number, accepted.number] {
                #expect(fcntl(number, F_GETFD) == FD_CLOEXEC)
            }
            #expect(fcntl(client.number, F_GETFL) & O_NONBLOCK != 0)
            #expect(fcntl(accepted.number, F_GETFL) & O_NONBLOCK != 0)
        }
    }

    @Test func `a path that fills a socket's address is the longest`() {
        #expect(StreamSocket.longestUnixPath >= 103)
    }
}
