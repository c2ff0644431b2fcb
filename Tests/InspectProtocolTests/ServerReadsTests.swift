import InspectProtocol
import Testing

@Suite("The vendor's server decodes its reads one by one")
struct ServerReadsTests {
    private func cause(_ bytes: [UInt8], isTerminated: Bool = true, trailing: [UInt8] = []) -> String? {
        RequestInterpretation(bytes, isTerminated: isTerminated, trailing: trailing[...]).termination?.cause
    }

    private func text(_ count: Int) -> [UInt8] {
        [0x22] + repeatElement(0x78, count: count - 1)
    }

    @Test("a character that two reads share terminates it", arguments: [1022, 1023, 1024, 2047])
    func straddles(_ start: Int) {
        let request = text(start) + Array("€\"".utf8)
        let boundary = [1022: 1024, 1023: 1024, 2047: 2048][start]
        let expected = boundary.map { "a character straddles bytes \($0 - 1) and \($0), where two reads meet" }
        #expect(cause(request) == expected)
    }

    @Test("bytes that are not UTF-8 terminate it, and are named")
    func invalid() {
        #expect(cause([0x22, 0xFF, 0x22]) == "byte 1 is not UTF-8")
        #expect(cause([0x22, 0x22], trailing: [0x20, 0xC3]) == "byte 4 is not UTF-8")
    }

    @Test("what is behind the read that holds the terminator is not decoded")
    func trailing() {
        #expect(ServerReads.roomBehindTerminator(ofRequest: 0) == 1023)
        #expect(ServerReads.roomBehindTerminator(ofRequest: 1023) == 0)
        #expect(ServerReads.roomBehindTerminator(ofRequest: 1024) == 1023)
        let spaces = [UInt8](repeating: 0x20, count: 1020)
        #expect(cause([0x5B, 0x5D], trailing: spaces + [0xFF]) == "byte 1023 is not UTF-8")
        #expect(cause([0x5B, 0x5D], trailing: spaces + [0x20, 0xFF]) == nil)
    }

    @Test("a Ctrl-Z that is a read of its own stops it")
    func abort() {
        #expect(cause([0x1A], isTerminated: false) == Termination.abort.cause)
        #expect(cause(text(1024) + [0x1A], isTerminated: false) == Termination.abort.cause)
        #expect(cause(text(1023) + [0x1A], isTerminated: false) == nil)
        #expect(cause([0x1A]) == nil)
    }
}
