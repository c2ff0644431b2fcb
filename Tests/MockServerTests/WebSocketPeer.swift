import Foundation
import IPCFraming
import MockCore
import MockServer
import TestSupport
import Testing

/// A raw client of a WebSocket server: it sends what a test says, right or wrong, and sees each frame as it is.
final class WebSocketPeer {
    /// One frame of the server's.
    struct Frame: Hashable {
        var head: UInt8
        var payload: [UInt8]

        var opcode: WebSocketFrame.Opcode? { WebSocketFrame.Opcode(rawValue: head & 0x0F) }
        var isCompressed: Bool { head & 0x40 != 0 }
        var text: String { String(decoding: payload, as: UTF8.self) }

        var close: WebSocketClose? {
            guard opcode == .close else { return nil }
            guard payload.count >= 2 else { return WebSocketClose(.none) }
            let code = WebSocketClose.Code(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
            return WebSocketClose(code, String(decoding: payload[2...], as: UTF8.self))
        }

        init(_ head: UInt8, _ payload: [UInt8]) {
            self.head = head
            self.payload = payload
        }

        init(text: String) {
            self.init(0x81, Array(text.utf8))
        }
    }

    static let mask: UInt32 = 0x0102_0304

    /// The head of the server's answer.
    private(set) var answer = ""
    let peer: Peer
    private var buffer: [UInt8] = []
    private var hasEnded: Peer.Ending?

    /// Makes the handshake.
    init(_ endpoint: Endpoint, offer: String? = nil, with frames: [UInt8] = []) throws {
        peer = try Peer(endpoint)
        let offer = offer.map { "Sec-WebSocket-Extensions: \($0)\r\n" } ?? ""
        let head =
            "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\(offer)\r\n"
        try peer.send(Array(head.utf8) + frames)
        answer = try receiveHead()
    }

    /// The extensions that the server has agreed to.
    var extensions: String? {
        answer.components(separatedBy: "\r\n").first { $0.hasPrefix("Sec-WebSocket-Extensions: ") }
            .map { String($0.dropFirst("Sec-WebSocket-Extensions: ".count)) }
    }

    func send(_ text: String) throws {
        try send(.text, Array(text.utf8))
    }

    func send(_ opcode: WebSocketFrame.Opcode, _ payload: [UInt8] = []) throws {
        try peer.send(WebSocketFrame(opcode, payload).encoded(mask: Self.mask))
    }

    /// The next frame; `nil` when the server has ended the connection.
    func next() throws -> Frame? {
        while true {
            if let frame = takeFrame() { return frame }
            guard hasEnded == nil, let more = try peer.receiveSome(atMost: 64 * 1024) else {
                hasEnded = hasEnded ?? .reset
                return nil
            }
            if more.isEmpty { hasEnded = .closed }
            buffer += more
        }
    }

    /// The text of the next frame.
    func text() throws -> String? { try next()?.text }

    /// Receives until the server ends the connection, and echoes its Close.
    func rest() throws -> (frames: [Frame], ending: Peer.Ending?) {
        var frames: [Frame] = []
        while let frame = try next() {
            frames.append(frame)
            if frame.opcode == .close { try? send(.close, frame.payload) }
        }
        return (frames, hasEnded)
    }

    private func receiveHead() throws -> String {
        while true {
            if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
                defer { buffer.removeFirst(end.upperBound) }
                return String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
            }
            guard let more = try peer.receiveSome(atMost: 64 * 1024), !more.isEmpty else {
                return String(decoding: buffer, as: UTF8.self)
            }
            buffer += more
        }
    }

    private func takeFrame() -> Frame? {
        guard buffer.count >= 2 else { return nil }
        let short = Int(buffer[1] & 0x7F)
        let size = short == 126 ? 4 : short == 127 ? 10 : 2
        guard buffer.count >= size else { return nil }
        let length = short < 126 ? short : buffer[2..<size].reduce(0) { $0 << 8 | Int($1) }
        guard buffer.count >= size + length else { return nil }
        defer { buffer.removeFirst(size + length) }
        return Frame(buffer[0], Array(buffer[size..<(size + length)]))
    }
}

extension Mock {
    /// A configuration that listens as a WebSocket server on a free port, unless `change` says otherwise.
    static func webSocket(
        _ change: (inout MockServer.Configuration) -> Void = { _ in }
    ) -> MockServer.Configuration {
        with {
            $0.listen = .webSocket(WebSocketAddress(host: "127.0.0.1", port: 0))
            // A busy machine may take longer for a test than the server does until its first ping.
            $0.webSocket.pingInterval = nil
            change(&$0)
        }
    }

    /// One that does something wrong on purpose.
    static func webSocket(fault: String) throws -> MockServer.Configuration {
        let fault = try Fault(fault)
        return webSocket { $0.faults = [fault] }
    }
}
