import CommandSpec
import Commands
import IPCClient
import IPCFraming
import InspectProtocol
import Platform
import Sessions
import ShellLanguage
import TestSupport
import Testing
import Texts
import WireJSON

@testable import Commands
@testable import Operations
@testable import Rendering
@testable import Shell

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite struct SessionScriptTests {
    private static let pieces = [
        "image", "elements", "a.jpg", #"C:\temp\a.jpg"#, " ", "  ", "\t", "\n", "\r\n", "\r", ";", "#", "'", "\"", "\\",
        "$", "${a}", "$?", "{", "}", "[", "]", ":", ",", "--", "--force ", "--base64 ", "-", "-h", "*", "?", "~", "ä",
        "e\u{301}", "🙂", "\0", "\u{1B}[2J", "\u{FEFF}", "\u{202E}", "@", "null", "{\"image\": ", "Error: ", "ok", "|",
        "^", "(", ")", "+", ".", "한", "\u{2028}",
    ]

    private static var rounds: Int { getenv("IPCSH_LONG_TESTS") == nil ? 1000 : 20_000 }

    private static func text(_ numbers: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...8, using: &numbers)).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()
    }

    private static func request(_ numbers: inout SeededRandom) -> [UInt8] {
        switch numbers.next(below: 5) {
        case 0: return numbers.bytes(upTo: 20)
        case 1:
            let focalLength = ["50", "12.35", "1e300", "0"].randomElement(using: &numbers) ?? ""
            return ImageRequest(
                file: text(&numbers),
                series: numbers.next(below: 2) == 0 ? "Default" : text(&numbers),
                focalLength: FocalLength(focalLength) ?? .vendorDefault
            ).bytes
        case 2:
            let mode = ImportMode.allCases.randomElement(using: &numbers) ?? .clipboard
            return ElementsRequest(file: text(&numbers), importMode: mode).bytes
        case 3:
            // Not quite an import.
            let request = ImageRequest(file: text(&numbers), series: text(&numbers)).bytes
            return Array(String(decoding: request, as: UTF8.self).replacing(", ", with: ",", maxReplacements: 1).utf8)
        default: return Array(text(&numbers).utf8)
        }
    }

    /// The bytes that the only command of a script sends.
    private static func bytes(_ line: String) throws -> [UInt8] {
        let steps = try program(line + "\n").steps
        try #require(steps.count == 1, "\(line)")
        let (command, arguments) = try steps[0].parsed()
        switch command.name {
        case RawCommand.name:
            let bytes = try RawCommand.bytes(arguments)
            if !arguments[RawCommand.force] { #expect(RequestInterpretation(bytes).termination == nil) }
            return bytes
        case ImageCommand.name: return try only(ImageCommand.requests(arguments, Settings()))
        case ElementsCommand.name: return try only(ElementsCommand.requests(arguments, Settings()))
        default: throw Failure(.usage, "\(line) has no request")
        }
    }

    private static func only(_ requests: [RequestFrame]) throws -> [UInt8] {
        try #require(requests.count == 1)
        return requests[0].bytes
    }

    @Test("A command of a script sends the recorded bytes, whatever they are")
    func commands() throws {
        var numbers = SeededRandom(seed: 1)
        var names: [Substring: Int] = [:]
        for _ in 0..<Self.rounds {
            let request = Self.request(&numbers)
            let line = SessionScript.command(request)
            #expect(try Self.bytes(line) == request, "\(line.debugDescription)")
            names[line.prefix { $0 != " " }, default: 0] += 1
        }
        // Each form was there.
        #expect(Set(names.keys) == ["image", "elements", "raw"])
    }

    @Test(
        "The plainest command is written",
        arguments: [
            (
                #"{"image": {"file": "C:\\temp\\a.jpg", "name": "Default", "focal_length": "50.0"}}"#,
                #"image C:\temp\a.jpg"#
            ),
            (
                #"{"image": {"file": "it's $5", "name": "a b", "focal_length": "12.35"}}"#,
                #"image 'it'"'"'s $5' --series 'a b' --focal-length 12.35"#
            ),
            (
                #"{"image": {"file": "it's.jpg", "name": "Default", "focal_length": "50.0"}}"#, #"image "it's.jpg""#
            ),
            (
                #"{"image": {"file": "a", "name": "Default", "focal_length": "50"}}"#,
                #"raw {"image": {"file": "a", "name": "Default", "focal_length": "50"}}"#
            ),
            (
                #"{"image": {"file": "a\n", "name": "Default", "focal_length": "50.0"}}"#,
                #"raw {"image": {"file": "a\n", "name": "Default", "focal_length": "50.0"}}"#
            ),
            (
                #"{"elements": {"file": "-a", "import_mode": "clipboard"}}"#,
                #"raw {"elements": {"file": "-a", "import_mode": "clipboard"}}"#
            ),
            (#"{"elements": {"file": "a", "import_mode": "new_stage"}}"#, "elements a --import-mode new_stage"),
            ("null", "raw --force null"),
            ("", "raw @/dev/null"),
            ("a ", "raw --base64 YSA="),
            ("@a", "raw --base64 QGE="),
            ("{", "raw --base64 ew=="),
        ]
    )
    func plain(request: String, line: String) throws {
        #expect(SessionScript.command(Array(request.utf8)) == line)
        #expect(try Self.bytes(line) == Array(request.utf8))
    }

    /// What `expect` says of a response.
    private static func judge(_ line: String, _ response: [UInt8]) throws -> Texts.ExitStatus {
        let context = ShellContext(
            console: Console(output: -1, error: -1, environment: [:]),
            settings: Settings(),
            recording: .off
        )
        context.commands.exchanger.lastExchange = Exchange(request: RequestFrame([]), response: ResponseFrame(response))
        let steps = try program(line + "\n").steps
        try #require(steps.count == 1, "\(line)")
        let (command, arguments) = try steps[0].parsed()
        do throws(Failure) {
            return try command.run(arguments, in: context.commands)
        } catch {
            return error.status
        }
    }

    private static func exchange(_ response: [UInt8]) -> RecordedExchange {
        RecordedExchange(number: 1, request: RequestFrame([]), response: ResponseFrame(response))
    }

    @Test("An 'expect' of a script is met by the recorded response, and by no other")
    func expectations() throws {
        var numbers = SeededRandom(seed: 2)
        for _ in 0..<Self.rounds {
            let response = numbers.next(below: 8) == 0 ? numbers.bytes(upTo: 20) : Array(Self.text(&numbers).utf8)
            let line = try #require(ScriptExpectation.line(Self.exchange(response)))
            #expect(try Self.judge(line, response) == .ok, "\(line.debugDescription)")
            #expect(try Self.judge(line, response + Array("x".utf8)) == .mismatch, "\(line.debugDescription)")
            #expect(try Self.judge(line, Array("x".utf8) + response) == .mismatch, "\(line.debugDescription)")
        }
    }

    @Test(
        "An 'expect' is as plain as can be",
        arguments: [
            ("O.k.", "expect ok"),
            ("Error: no", "expect 'Error: no'"),
            ("Error: it's", #"expect "Error: it's""#),
            ("ok", #"expect ~ '\Aok\z'"#),
            ("", "expect ''"),
            ("-a", #"expect ~ '\A-a\z'"#),
            ("a\nb.", #"expect ~ '\Aa\nb\.\z'"#),
        ]
    )
    func plainExpectations(response: String, line: String) {
        #expect(ScriptExpectation.line(Self.exchange(Array(response.utf8))) == line)
    }

    @Test("Of a long text of several lines the beginning is expected")
    func long() throws {
        let response = Array(String(repeating: "line\n", count: 1000).utf8)
        let line = try #require(ScriptExpectation.line(Self.exchange(response)))
        #expect(try Self.judge(line, response) == .ok)
        #expect(try Self.judge(line, Array(response.dropFirst())) == .mismatch)
    }

    @Test("A person's own expectation is kept")
    func own() {
        var exchange = RecordedExchange(number: 1, request: RequestFrame([]), response: nil)
        exchange.expect = ["regex": "it's"]
        #expect(ScriptExpectation.line(exchange) == #"expect ~ "it's""#)
        exchange.expect = ["ignore": true]
        #expect(ScriptExpectation.line(exchange) == "expect ~ ''")
    }

    @Test("What a file says cannot leave a comment")
    func comments() throws {
        let trap = "a\nimage x\r\nimage y\u{2028}image z"
        var header = SessionHeader(created: trap, tool: trap, via: trap, to: trap, mode: .other(trap))
        (header.title, header.note) = (trap, trap)
        var exchange = RecordedExchange(
            number: 1,
            request: RequestFrame([0xFF, 0x0A]),
            response: nil,
            error: .other(trap)
        )
        exchange.note = .string(trap)
        let lines = SessionScript.header(header, trap) + SessionScript.lines(exchange)
        #expect(try program(lines.joined(separator: "\n")).steps.isEmpty)
        #expect(lines.allSatisfy { $0.isEmpty || $0.hasPrefix("# ") })
    }

    @Test("Ctrl-Z is sent again, and what has no response is not")
    func unscriptable() {
        var abort = RecordedExchange(number: 1, request: RequestFrame([], ending: .abort), response: nil)
        abort.error = .closedWithoutResponse
        #expect(SessionScript.lines(abort) == ["", "abort --yes"])
        abort.error = .refused
        #expect(SessionScript.lines(abort).last?.hasPrefix("# Exchange 1 cannot be scripted") == true)
        let open = RecordedExchange(
            number: 2,
            request: RequestFrame(Array("{}".utf8), ending: .endOfStream),
            response: ResponseFrame(Array("O.k.".utf8))
        )
        #expect(SessionScript.lines(open).last == "# Exchange 2 cannot be scripted: {} (no terminator) -> O.k.")
    }

    @Test("Any text is a word of the language")
    func quoting() throws {
        var numbers = SeededRandom(seed: 3)
        for _ in 0..<Self.rounds {
            let text = Self.text(&numbers)
            let statements = try Lexer.statements(
                in: "echo \(Quoting.word(text)) b",
                rawTextNames: CommandTable.rawTextNames
            )
            #expect(statements.count == 1)
            #expect(statements.first?.words.map(\.literal) == ["echo", text, "b"], "\(text.debugDescription)")
        }
    }
}
