import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

@Suite("A peer that keeps to nothing harms nobody else")
struct HostilePeerTests {
    @Test("one that never sends delays nobody, and is closed when its time is up")
    func neverSends() throws {
        try Mock.run { (server, _) throws in
            let silent = try Peer(server.endpoint)
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            silent.close()
        }
        try Mock.run(Mock.with { $0.idleTimeout = .milliseconds(20) }) { (server, log) throws in
            let silent = try Peer(server.endpoint)
            #expect(try silent.receiveAll().bytes == [])
            #expect(log.waitForBroken(1) == ["a connection was silent for 0.02 seconds"])
            #expect(try Peer.askInTime(server, Mock.image) == Mock.ok)
        }
    }

    @Test("one that sends byte by byte is answered in the end, and others meanwhile")
    func sendsSlowly() throws {
        try Mock.run { (server, _) throws in
            let slow = try Peer(server.endpoint)
            for byte in Mock.image.utf8 {
                try slow.send(CollectionOfOne(byte))
                #expect(try Peer.ask(server.endpoint, Mock.elements) == Mock.ok)
            }
            #expect(try slow.receive(Mock.ok.utf8.count) == Mock.ok)
            #expect(server.project.imageCount == 1)
            #expect(server.project.elementsCount == Mock.image.utf8.count)
        }
    }

    @Test("one that sends without end is cut off at the limit")
    func sendsWithoutEnd() throws {
        try Mock.run(Mock.with { $0.requestLimit = 100_000 }) { (server, log) throws in
            let peer = try Peer(server.endpoint)
            var sent = 0
            #expect(throws: SystemError.self) {
                while sent < 100_000_000 {
                    try peer.send([UInt8](repeating: 0x78, count: 10_000))
                    sent += 10_000
                }
            }
            #expect(log.waitForBroken(1) == ["a request was refused: more than 100000 bytes without an end"])
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            #expect(server.exchanges == 1)
        }
    }

    @Test("a request of exactly the limit is answered, one of a byte more is not")
    func limit() throws {
        try Mock.run(Mock.with { $0.requestLimit = Mock.image.utf8.count - 1 }) { (server, log) throws in
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            #expect(try Peer.ask(server.endpoint, " " + Mock.image) == "")
            #expect(log.waitForBroken(1).count == 1)
        }
    }

    @Test("many that send much and stall share one bounded memory", arguments: [false, true])
    func stallsWithMuch(_ halfCloses: Bool) throws {
        try Mock.run(Mock.with { $0.memoryLimit = 1_000_000 }) { (server, log) throws in
            let peers = try (0..<20).map { _ in
                let peer = try Peer(server.endpoint)
                // One that was refused already may be reset while it sends.
                try? peer.send([UInt8](repeating: 0x78, count: 100_000))
                return peer
            }
            #expect(log.waitForBroken(10).allSatisfy { $0.contains("too many bytes") })
            if halfCloses {
                for peer in peers { peer.halfClose() }
                let answers = try peers.map { try $0.receiveText() }
                #expect(answers.count { $0 == Mock.malformed } == 10)
            }
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            withExtendedLifetime(peers) {}
        }
    }

    @Test("one that never takes its responses is not read from for ever")
    func neverReads() throws {
        try Mock.run(
            Mock.with {
                $0.mode = .keepAlive
                $0.idleTimeout = .milliseconds(200)
            }
        ) { (server, log) throws in
            // In whole reads of 1024 bytes, so that nothing is dropped from the next request.
            let message = "[\"" + String(repeating: "\\u0000", count: 10_000) + "\"]"
            let padding = String(repeating: " ", count: 1023 - message.utf8.count % 1024)
            let request = message + padding + "\u{4}"
            let peer = try Peer(server.endpoint)
            var sent = 0
            #expect(throws: SystemError.self) {
                while sent < 200_000_000 {
                    try peer.send(request)
                    sent += request.utf8.count
                }
            }
            #expect(log.waitForBroken(1).first?.contains("silent") == true)
            #expect(try Peer.ask(server.endpoint, "1\u{4}") == "")
        }
    }

    @Test("one that takes a large response late gets all of it", arguments: [false, true])
    func readsLate(_ halfCloses: Bool) throws {
        try Mock.run(Mock.with { $0.lingerTime = .milliseconds(10) }) { (server, log) throws in
            // Python prints each in four bytes: more than the system keeps on both sides.
            let count = 1_500_000
            let peer = try Peer(server.endpoint, receiveBuffer: 16 * 1024)
            try peer.send([0x5B, 0x22] + [UInt8](repeating: 0x7F, count: count) + [0x22, 0x5D, 0x04])
            if halfCloses { peer.halfClose() }
            _ = log.waitForAnswer(1)
            // Others come and go meanwhile, so time passes.
            for _ in 0..<50 { _ = try Peer.ask(server.endpoint, Mock.image) }
            #expect(try peer.receiveAll().bytes.count == "Error: Unknown request:\n['']\r\n".utf8.count + 4 * count)
        }
    }

    @Test("one that resets at any point of the exchange")
    func resets() throws {
        let request = Array(Mock.image.utf8)
        try Mock.run { (server, log) throws in
            for count in 0...request.count {
                let peer = try Peer(server.endpoint)
                try peer.send(request.prefix(count))
                peer.reset()
            }
            for count in 1...Mock.ok.utf8.count {
                let peer = try Peer(server.endpoint)
                try peer.send(request)
                #expect(try peer.receive(count).utf8.elementsEqual(Mock.ok.utf8.prefix(count)))
                peer.reset()
            }
            log.waitForBroken(request.count - 1)
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            // The one that was reset just behind its terminator may have been read, or not.
            let executed = Mock.ok.utf8.count + 1
            #expect(executed...(executed + 1) ~= server.project.imageCount)
        }
    }

    @Test("one that half-closes at any point is answered for what it has sent")
    func halfClosesEarly() throws {
        let request = Array(Mock.image.utf8)
        try Mock.run { (server, _) throws in
            for count in 0...request.count {
                let peer = try Peer(server.endpoint)
                try peer.send(request.prefix(count))
                peer.halfClose()
                #expect(try peer.receiveText() == (count < request.count - 1 ? Mock.malformed : Mock.ok))
            }
        }
    }

    @Test("one that never stops sending gets its response of a lenient server, and is cut off when its time is up")
    func sendsGarbageBehind() throws {
        try Mock.run(
            Mock.with {
                $0.isLenient = true
                $0.lingerTime = .milliseconds(50)
            }
        ) { (server, _) throws in
            let peer = try Peer(server.endpoint)
            try peer.send(Mock.image)
            #expect(try peer.receive(Mock.ok.utf8.count) == Mock.ok)
            #expect(throws: SystemError.self) {
                while true { try peer.send([UInt8](repeating: 0xFF, count: 10_000)) }
            }
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            #expect(server.exchanges == 2)
        }
    }

    @Test("a megabyte of garbage behind the request does not take the response of a lenient server away")
    func sendsGarbageAtOnce() throws {
        try Mock.run(Mock.with { $0.isLenient = true }) { (server, _) throws in
            let bytes = Array(Mock.image.utf8) + [UInt8](repeating: 0x78, count: 1_000_000)
            for _ in 0..<5 {
                let peer = try Peer(server.endpoint)
                try peer.send(bytes)
                peer.halfClose()
                let (response, ending) = try peer.receiveAll()
                #expect(response == Array(Mock.ok.utf8))
                #expect(ending == .closed)
            }
        }
    }

    @Test("a thousand that connect and close at once")
    func closesAtOnce() throws {
        try Mock.run { (server, log) throws in
            for _ in 0..<1000 { try Peer(server.endpoint).close() }
            // Whether the system tells that a client was gone when it was answered depends on its load.
            #expect(
                Set(log.waitForBroken(1)) == [
                    "a connection was closed without a request; the vendor's server would have ended by it"
                ]
            )
            #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok)
            #expect(server.exchanges == 1)
        }
    }

    @Test("one more than there may be at once waits until another ends")
    func waitsForItsTurn() throws {
        try Mock.run(Mock.with { $0.maximumConnections = 2 }) { (server, _) throws in
            let first = try Peer(server.endpoint)
            let second = try Peer(server.endpoint)
            let waiting = try Peer(server.endpoint)
            try waiting.send(Mock.image)
            try second.send(String(Mock.elements.dropLast()))
            #expect(server.exchanges == 0)
            first.close()
            #expect(try waiting.receiveText() == Mock.ok)
            waiting.close()
            for _ in 0..<20 { #expect(try Peer.ask(server.endpoint, Mock.image) == Mock.ok) }
            second.halfClose()
            #expect(try second.receiveText() == Mock.ok)
            #expect(server.project.imageCount == 21)
        }
    }
}
