import Platform
import TestSupport
import Testing

@Suite struct DescriptorTests {
    private static func isOpen(_ number: Int32) -> Bool { fcntl(number, F_GETFD) >= 0 }

    private static func isInherited(_ number: Int32) -> Bool { fcntl(number, F_GETFD) & FD_CLOEXEC == 0 }

    @Test func `all that is made is inherited by no program, and a pipe does not block unless it is to`() throws {
        try TemporaryDirectory.with { folder in
            let file = try Descriptor(path: folder.file("f"), O_RDWR | O_CREAT)
            let other = try Descriptor(duplicating: file.number)
            let temporary = try TemporaryFile(prefix: folder.file("t."), suffix: ".x")
            let pipe = try Pipe()
            let blocking = try Pipe(blocks: true)
            for number in [
                file.number, other.number, temporary.descriptor.number, pipe.reading.number, pipe.writing.number,
                blocking.reading.number, blocking.writing.number,
            ] {
                #expect(!Self.isInherited(number))
            }
            #expect(fcntl(pipe.reading.number, F_GETFL) & O_NONBLOCK != 0)
            #expect(fcntl(pipe.writing.number, F_GETFL) & O_NONBLOCK != 0)
            #expect(fcntl(blocking.reading.number, F_GETFL) & O_NONBLOCK == 0)
            #expect(fcntl(blocking.writing.number, F_GETFL) & O_NONBLOCK == 0)
            #expect(try #require(FileStatus(path: temporary.path)).permissions == 0o600)
            #expect(temporary.path.hasPrefix(folder.file("t.")) && temporary.path.hasSuffix(".x"))
        }
    }

    /// Whether it is the descriptor's own file that stands there: other tests open files, too.
    @Test func `it is open as long as it is in scope, and then closed`() throws {
        try TemporaryDirectory.with { folder in
            func use() throws -> (number: Int32, identity: FileStatus.Identity?) {
                let file = try Descriptor(path: folder.file("f"), O_RDWR | O_CREAT)
                let number = file.number
                // Not the variable, but the number is used from here on.
                let identity = FileStatus(path: folder.file("f"))?.identity
                #expect(FileStatus(descriptor: number)?.identity == identity)
                return (number, identity)
            }
            let (number, identity) = try use()
            #expect(FileStatus(descriptor: number)?.identity != identity)
        }
    }

    @Test func `bytes go to their place and come back`() throws {
        try TemporaryDirectory.with { folder in
            let file = try Descriptor(path: folder.file("f"), O_RDWR | O_CREAT)
            try Descriptor.write(Array("hello".utf8), to: file.number)
            try Descriptor.write(Array("EL".utf8), to: file.number, at: 1)
            #expect(try Descriptor.read(4, from: file.number, at: 1) == Array("ELlo".utf8))
            #expect(try Descriptor.read(9, from: file.number, at: 3) == Array("lo".utf8))
            #expect(try Descriptor.read(9, from: file.number, at: 30).isEmpty)
            lseek(file.number, 0, SEEK_SET)
            #expect(try Descriptor.readAll(from: file.number, limit: 5) == Array("hELlo".utf8))
            lseek(file.number, 0, SEEK_SET)
            #expect(try Descriptor.readAll(from: file.number, limit: 4) == nil)
        }
    }

    @Test func `what the system says is the error`() {
        #expect(throws: Platform.SystemError(code: ENOENT)) { _ = try Descriptor(path: "/nowhere/f", O_RDONLY).number }
        #expect(throws: Platform.SystemError(code: EBADF)) { try Descriptor.write([1], to: -1) }
        #expect(throws: Platform.SystemError(code: EBADF)) { try Descriptor.write([1], to: -1, at: 0) }
        #expect(throws: Platform.SystemError(code: EBADF)) { try Descriptor.read(1, from: -1, at: 0) }
        #expect(Platform.SystemError(code: ENOENT).reason == "no such file or directory")
        #expect(Platform.SystemError(code: EPIPE).isReset && !Platform.SystemError(code: ENOENT).isReset)
    }
}
