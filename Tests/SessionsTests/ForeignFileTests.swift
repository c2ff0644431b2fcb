import Glibc
import Sessions
import TestSupport
import Testing

/// Files that are no sessions as they stand: what is said of them, and that nothing waits for them.
@Suite struct ForeignFileTests {
    private static let exchange = #"{"n":1,"request":"a","response":"b"}"#
    private static let session = SessionFile.header + "\n" + exchange + "\n"

    /// `{"ipcsh":1}`, packed by gzip.
    private static let packedHeader: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xAB, 0x56, 0xCA, 0x2C, 0x48, 0x2E,
        0xCE, 0x50, 0xB2, 0x32, 0xAC, 0xE5, 0x02, 0x00, 0x96, 0xDC, 0x95, 0x31, 0x0C, 0x00, 0x00, 0x00,
    ]
    /// The exchange.
    private static let packedExchange: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xAB, 0x56, 0xCA, 0x53, 0xB2, 0x32,
        0xD4, 0x51, 0x2A, 0x4A, 0x2D, 0x2C, 0x4D, 0x2D, 0x2E, 0x51, 0xB2, 0x52, 0x4A, 0x54, 0x02, 0xF1,
        0x8A, 0x0B, 0xF2, 0xF3, 0x8A, 0x53, 0x81, 0xDC, 0x24, 0xA5, 0x5A, 0x2E, 0x00, 0x85, 0xD9, 0xBE,
        0x8C, 0x25, 0x00, 0x00, 0x00,
    ]

    private static func reason(_ path: String) -> String? {
        do throws(SessionError) {
            var reader = try SessionReader(path: path)
            while try reader.next() != nil {}
            return nil
        } catch {
            return error.reason
        }
    }

    @Test(
        "What is another form of a session says what makes it one",
        arguments: [
            (Array(session.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "it is UTF-16; save it as UTF-8"),
            ([0xFF, 0xFE] + Array(session.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "it is UTF-16"),
            (Array("{\n  \"ipcsh\": 1\n}\n".utf8), "its JSON goes over several lines; jq -c . FILE gives a line"),
            (Array("{ \"ipcsh\": 1,\r\n \"to\": \"\"}\n".utf8), "its JSON goes over several lines"),
            (Array("[\n{\"ipcsh\":1}]\n".utf8), "it is a JSON array; jq -c '.[]' FILE gives a line for each exchange"),
            ([0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x0A], "it is packed by zstd; unpack it first: zstd -d FILE"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x0A], "it is packed by xz; unpack it first: xz -d FILE"),
            (Array("BZh91AY&SY\n".utf8), "it is packed by bzip2; unpack it first: bzip2 -d FILE"),
            ([0x50, 0x4B, 0x03, 0x04, 0x0A], "it is packed by zip; unpack it first: unzip FILE"),
        ] as [([UInt8], String)]
    )
    func form(bytes: [UInt8], words: String) throws {
        let file = try SessionFile()
        try file.write(bytes)
        let reason = try #require(Self.reason(file.path))
        #expect(reason.hasPrefix("no session file: \(words)"), "\(reason)")
        let check = try #require(try SessionCheck(path: file.path))
        #expect(check.verdict == .notASession && check.problems.map(\.reason) == [reason])
    }

    @Test(
        "Where one session follows another, the line and the way out are named",
        arguments: [session, "\u{FEFF}" + session, "# words\n{\"ipcsh\":1}\n"]
    )
    func twoSessions(second: String) throws {
        let file = try SessionFile()
        try file.write(Self.session + second)
        let words = "another session begins here: 'ipcsh session merge A B > C' makes one of several, also of this file"
        #expect(Self.reason(file.path) == words)
        let check = try #require(try SessionCheck(path: file.path))
        #expect(check.problems.map(\.reason) == [words])
        #expect(check.verdict == .damaged)
    }

    @Test(
        "A pipe or a folder is refused, not waited for",
        arguments: [("pipe", "not a regular file: copy what comes from it to one first"), ("folder", "cannot be read: is a directory")]
    )
    func notRegular(what: String, reason: String) throws {
        let file = try SessionFile()
        if what == "pipe" { mkfifo(file.path, 0o600) } else { mkdir(file.path, 0o700) }
        #expect(Self.reason(file.path) == reason)
        #expect(throws: SessionError.self) { try SessionCheck(path: file.path) }
        #expect(throws: SessionError.self) { try SessionRepair.run(path: file.path) }
        #expect(throws: SessionError.self) { try file.writer() }
        #expect(throws: SessionError.self) {
            try SessionRevision(of: file.path, to: file.path + ".received", replacing: true)
        }
        #expect(!SessionFolder.isSession(file.path))
    }

    @Test("A device is refused", arguments: ["/dev/zero", "/dev/tty", "/dev/null"])
    func device(path: String) {
        #expect(Self.reason(path) != nil)
    }

    @Test("What gzip has packed is read, also several pieces after each other, and is not changed")
    func packed() throws {
        let file = try SessionFile("session.jsonl.gz")
        let bytes = Self.packedHeader + Self.packedExchange
        try file.write(bytes)
        #expect(try file.read().exchanges.map(\.number) == [1])
        #expect(try SessionCheck(path: file.path)?.verdict == .ok)
        #expect(SessionFolder.isSession(file.path))
        #expect(try SessionFolder.sessions(in: file.directory.path) == [file.path])
        let words = "is packed by gzip, and can only be read; unpack it first: gunzip FILE"
        #expect(throws: SessionError(path: file.path, reason: words)) { try file.writer() }
        #expect(throws: SessionError(path: file.path, reason: words)) { try SessionRepair.run(path: file.path) }
        #expect(try SessionFile.bytes(of: file.path) == bytes)
    }

    @Test("What gzip has packed is told where it ends too early or is damaged, wherever that is")
    func packedDamage() throws {
        let file = try SessionFile()
        let whole = Self.packedHeader + Self.packedExchange
        for count in 2..<whole.count where count != Self.packedHeader.count {
            try file.write(Array(whole[..<count]))
            let reason = Self.reason(file.path)
            #expect(reason?.hasPrefix("cannot be unpacked: it ends behind line ") == true, "\(count): \(reason ?? "")")
        }
        try file.write(Self.packedHeader + [0x1F, 0x8B, 0xFF, 0xFF])
        #expect(Self.reason(file.path) == "cannot be unpacked: behind line 1 it is not what gzip writes")
    }
}
