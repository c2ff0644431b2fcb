import Foundation
import IPCFraming
import MockCore
import TestSupport
import Testing
import WireJSON

/// One connection to one of the vendor's WebSocket servers, as `Wire/README.md` describes it.
struct WebSocketVector: Sendable, CustomTestStringConvertible {
    /// What the server has sent.
    struct Received: Hashable, Sendable {
        var opcode: WebSocketFrame.Opcode
        /// As it stands on the wire, if that is known.
        var payload: [UInt8]?
        /// Inflated.
        var text: [UInt8]?
        /// Of the text, where it is too long to print.
        var length: Int?
        var isCompressed: Bool
    }

    let name: String
    let profile: WebSocketProfile
    let offer: String?
    let answer: String?
    /// The bytes of all frames.
    let sent: [UInt8]
    let received: [Received]
    let close: WebSocketClose?
    let endsTCP: Bool
    let endsServer: Bool

    var testDescription: String { "\(profile.rawValue): \(name)" }

    /// Whether the answer is that of the stand-in which hosted the server.
    var dependsOnHost: Bool {
        received.contains { String(decoding: $0.text ?? [], as: UTF8.self).contains("could not be imported") }
    }

    static let all: [WebSocketVector] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wire/ws-vectors.jsonl")
        do {
            return try Data(contentsOf: folder).split(separator: 0x0A).map { try WebSocketVector(line: Array($0)) }
        } catch {
            Issue.record("\(error)")
            return []
        }
    }()

    private init(line: [UInt8]) throws {
        let object = try JSONParser.parse(line)
        let name = try #require(object["name"]?.text)
        self.name = name
        profile = try #require(object["server"]?.text.flatMap(WebSocketProfile.init(rawValue:)))
        offer = object["deflate_offer"]?.text
        answer = object["deflate_answer"]?.text
        sent = try (object["send"]?.array ?? []).flatMap { try Self.frames($0, name) }
        received = try (object["receive"]?.array ?? []).map(Self.received)
        close = object["close"].map { close in
            let code = close["code"]?.number.flatMap { UInt16($0.literal) } ?? WebSocketClose.Code.none.rawValue
            return WebSocketClose(WebSocketClose.Code(rawValue: code), close["reason"]?.text ?? "")
        }
        endsTCP = object["tcp_end"]?.text != nil
        endsServer = object["server_after"]?.text == "ended"
    }

    private static func base64(_ value: JSONValue?) throws -> [UInt8]? {
        try value?.text.map { Array(try #require(Data(base64Encoded: $0))) }
    }

    private static func frames(_ value: JSONValue, _ name: String) throws -> [UInt8] {
        if let bytes = try base64(value["frames_base64"]) { return bytes }
        if let text = value["text"]?.string { return masked(.text, text.bytes) }
        for (key, opcode) in [("binary", WebSocketFrame.Opcode.binary), ("ping", .ping), ("pong", .pong)] {
            if let bytes = try base64(value[JSONString("\(key)_base64")]) { return masked(opcode, bytes) }
        }
        if value["text_bytes"] != nil {
            return masked(
                .text,
                Array("{\"a\":\"".utf8) + Array(repeating: 0x78, count: 1_048_577 - 8) + Array("\"}".utf8)
            )
        }
        if value["frames_bytes"] != nil { return compressed(name) }
        if let bytes = try base64(value["payload_base64"]) { return masked(.close, bytes) }
        guard let code = value["close"]?.number.flatMap({ UInt16($0.literal) }) else { return masked(.close, []) }
        return masked(.close, [UInt8(code >> 8), UInt8(code & 0xFF)])
    }

    private static func masked(_ opcode: WebSocketFrame.Opcode, _ payload: [UInt8]) -> [UInt8] {
        WebSocketFrame(opcode, payload).encoded(mask: 0x0102_0304)
    }

    /// What is too long to print: a text that repeats itself farther back than the window, or one that never ends.
    private static func compressed(_ name: String) -> [UInt8] {
        // With others the text may hold the letters of `quit`, which end the server.
        var random = SeededRandom(seed: 1)
        let isFarBack = name.contains("back-reference")
        let text =
            isFarBack
            ? Array(
                repeatElement((0..<6000).map { _ in UInt8.random(in: 0x61...0x7A, using: &random) }, count: 3).joined()
            )
            : Array(repeating: 0x78, count: 100 << 20)
        var encoder = WebSocketEncoder(role: .client, deflate: WebSocketDeflate())
        return encoder.encode(WebSocketMessage(.text, [0x22] + text + [0x22]))
    }

    private static func received(_ value: JSONValue) throws -> Received {
        if let payload = try base64(value["pong_base64"]) {
            return Received(opcode: .pong, payload: payload, isCompressed: false)
        }
        let text = value["text"]?.string?.bytes
        guard let op = value["op"]?.text else {
            return Received(opcode: .text, payload: text, text: text, isCompressed: false)
        }
        let words = text.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let length = words.hasSuffix(" bytes") ? Int(words.dropLast(6)) : nil
        return Received(
            opcode: op == "pong" ? .pong : .text,
            payload: try base64(value["payload_base64"]),
            text: length == nil && op != "pong" ? text : nil,
            length: length,
            isCompressed: value["rsv1"]?.number?.literal == "1"
        )
    }
}
