import CommandSpec
import Commands
import IPCFraming
import Manual
import MockCore
import Platform
import Replay
import Reports
import Sessions
import ShellLanguage
import Texts
import WireJSON

/// What is fed with libFuzzer's bytes: `FUZZ_TARGET` names one. A trap, a hang or a broken promise ends the run.
enum FuzzTarget: String, CaseIterable {
    case json, session, frames, websocket, compressed, handshake, language, template, expression, substitution
    case normalization, markup, markdown, fault

    func run(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        switch self {
        case .json: Self.json(bytes)
        case .session: Self.session(bytes)
        case .frames: Self.frames(bytes)
        case .websocket: Self.webSocket(bytes, nil)
        case .compressed: Self.webSocket(bytes, WebSocketDeflate())
        case .handshake: Self.handshake(bytes)
        case .language:
            var scope = Scope(CommandTable(), variables: [])
            _ = try? Program(text, file: nil, scope: &scope)
        case .template:
            let parts = Self.parts(text)
            let request = (try? JSONParser.parse(parts.rest)) ?? .object(JSONObject())
            var random = SeededGenerator(seed: 1, number: 1)
            _ = (try? StubTemplate(parts.first))?.filled(.init(request: request, number: 1, groups: ["a"]), &random)
        case .expression:
            let parts = Self.parts(text)
            _ = try? (try? RegularExpression(parts.first))?.captured(in: parts.rest)
        case .substitution:
            let parts = Self.parts(text)
            _ = try? (try? Substitution(parts.first))?.apply(to: Array(parts.rest.utf8))
        case .normalization:
            let parts = Self.parts(text)
            if let noise = try? Normalization("path,number:1e-6,time,uuid,space,case") {
                require(noise.areEqual(Array(parts.first.utf8), Array(parts.first.utf8)), "a text is equal to itself")
                _ = noise.areEqual(Array(parts.first.utf8), Array(parts.rest.utf8))
            }
        case .markup: Self.markup(text)
        case .markdown: _ = MarkdownReader.blocks(text).map(\.plainText)
        case .fault: _ = try? Fault(text)
        }
    }

    /// What stands before and behind the first line end.
    private static func parts(_ text: String) -> (first: String, rest: String) {
        let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    private static func json(_ bytes: [UInt8]) {
        guard let value = try? JSONParser.parse(bytes) else { return }
        let written = JSONWriter.canonical.bytes(of: value)
        require((try? JSONParser.parse(written)) == value, "what is written is read as the same")
        var python: [UInt8] = []
        value.appendPythonRepr(to: &python)
    }

    private static let sessionPath = "/tmp/ipcsh-fuzz-\(getpid()).jsonl"

    private static func session(_ bytes: [UInt8]) {
        guard let file = try? Descriptor(path: sessionPath, O_WRONLY | O_CREAT | O_TRUNC) else { return }
        try? Descriptor.write(bytes, to: file.number)
        guard var reader = try? SessionReader(path: sessionPath) else { return }
        while let exchange = try? reader.nextExchange() {
            var line: [UInt8] = []
            exchange.appendLine(to: &line)
            require((try? JSONParser.parse(line)) != nil, "a line that is written is JSON")
        }
    }

    private static func frames(_ bytes: [UInt8]) {
        var whole = RequestDecoder(limit: 100)
        var single = RequestDecoder(limit: 100)
        whole.append(bytes)
        for byte in bytes { single.append(CollectionOfOne(byte)) }
        while true {
            let (left, right) = (try? whole.next(), try? single.next())
            require(left == right, "requests do not depend on packets")
            if left == nil { break }
        }
        for mode in [ConnectionMode.oneShot, .keepAlive] {
            var responses = ResponseDecoder(mode: mode, limit: 100)
            responses.append(bytes)
            while let frame = try? responses.next(), frame.encoded.count >= 0 {}
            _ = try? responses.endOfStream()
        }
    }

    private static func webSocket(_ bytes: [UInt8], _ deflate: WebSocketDeflate?) {
        for role in [WebSocketRole.server, .client] {
            var decoder = WebSocketDecoder(role: role, limit: 1000, deflate: deflate)
            decoder.append(bytes)
            while let event = try? decoder.next(), !"\(event)".isEmpty {}
            require(decoder.heldCount <= bytes.count + 1000, "not more is kept than came")
        }
    }

    private static func handshake(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var server = WebSocketServerHandshake(server: "fuzz")
            server.append(bytes)
            _ = server.next(date: "Thu, 01 Jan 1970 00:00:00 GMT")
            let key = [UInt8](repeating: 7, count: 16)
            var client = WebSocketClientHandshake(to: WebSocketAddress(host: "localhost"), key: key)
            client.append(bytes)
            _ = try? client.next()
        }
    }

    private static func markup(_ text: String) {
        let escaped = MarkupText.escaped(text)
        require(!escaped.contains { "<>\"".contains($0) }, "no mark comes through")
        let page = TerminalText.escaped(text)
        require(!page.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "nothing steers a terminal")
    }
}

/// Ends the run where something does not hold.
func require(_ holds: Bool, _ promise: StaticString) {
    if holds { return }
    perror("broken promise: \(promise)")
    abort()
}
