import Glibc
import IPCClient
import IPCFraming
import Platform
import TestSupport
import Testing

@Suite struct FuzzTests {
    /// What a server does with one connection, all of it decided by a seed.
    private struct Behaviour {
        /// How much of the request is read; `nil`: all of it.
        var reads: Int?
        var response: [UInt8]
        var cuts: [Int]
        var ending: Int

        init(_ random: inout SeededRandom) {
            reads = random.next(below: 3) == 0 ? random.next(below: request.encoded.count) : nil
            let pieces =
                ["O.k.", "\r\n", "\r", "\n", "Error: ", "\u{4}", "\u{FFFD}", "x"].map { Array($0.utf8) } + [[0xFF]]
            response = (0..<random.next(below: 8)).flatMap { _ in pieces[random.next(below: pieces.count)] }
            if random.next(below: 2) == 0 { response += Framing.responseTerminator }
            cuts = (0..<random.next(below: 4)).map { [count = response.count] _ in random.next(below: count + 1) }
                .sorted()
            ending = random.next(below: 4)
        }

        func run(on connection: ScriptedConnection) throws {
            if let reads { _ = try connection.receive(exactly: reads) } else { try connection.receiveRequest() }
            var start = 0
            for cut in cuts + [response.count] {
                try connection.send(response[start..<cut])
                start = cut
            }
            switch ending {
            case 0: connection.reset()
            case 1: connection.halfClose()
            default: connection.close()
            }
        }
    }

    @Test(arguments: [ConnectionMode.oneShot, .keepAlive])
    func `whatever a server does, the client tells the truth`(mode: ConnectionMode) throws {
        let rounds = getenv("IPCSH_LONG_TESTS") == nil ? 300 : 50_000
        let seed: UInt64 = mode == .oneShot ? 1 : 2
        let behaviours = Guarded<[Behaviour]>([])
        let server = try ScriptedServer { connection in
            var random = SeededRandom(seed: seed << 32 + UInt64(connection.number))
            let behaviour = Behaviour(&random)
            behaviours.withLock { $0.append(behaviour) }
            try behaviour.run(on: connection)
        }
        try server.withClient(.patient(mode)) { client in
            for _ in 0..<rounds {
                let before = (server.executions, behaviours.withLock { $0.count })
                // What a kept connection carries would depend on who is faster.
                client.disconnect()
                let exchange = client.exchange(request)
                let met = behaviours.withLock { Array($0.dropFirst(before.1)) }
                check(exchange, mode, met, executions: server.executions - before.0)
            }
        }
    }

    private func check(_ exchange: Exchange, _ mode: ConnectionMode, _ met: [Behaviour], executions: Int) {
        #expect(exchange.failure?.code != .timeout)
        #expect(exchange.attempts == met.count, "\(exchange) \(met)")
        guard let last = met.last else { return }
        // Reset after reading all of it, without a byte in return, is what no honest server does.
        let dishonest = met.count { $0.reads == nil && $0.response.isEmpty && $0.ending == 0 }
        #expect(executions <= 1 + dishonest, "\(exchange) \(met)")
        // What the client hands out is what the server sent: all of it, or its beginning.
        let received = exchange.response?.encoded ?? []
        #expect(last.response.starts(with: received), "\(exchange) \(met)")
        if exchange.failure == nil, mode == .oneShot { #expect(received == last.response, "\(exchange) \(met)") }
        if exchange.failure == nil { #expect(received.suffix(2).elementsEqual(Framing.responseTerminator)) }
        if executions > dishonest, let failure = exchange.failure { #expect(failure.mayHaveBeenExecuted) }
    }
}
