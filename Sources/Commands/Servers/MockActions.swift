import IPCFraming
import MockControl
import MockServer
import Operations
import Rendering
import Texts
import WireJSON

/// What can be done to the shell's own mock server while it runs.
enum MockActions {
    /// The most exchanges that are shown.
    private static let shown = 1000

    static func run(_ action: MockCommand.Action, _ words: [String], _ context: CommandContext) throws(Failure) {
        guard let control = context.mock.control else { throw .usage("no mock server runs ('mock start' starts one)") }
        do {
            try perform(action, words, control, context)
        } catch let failure as Failure {
            throw failure
        } catch let error as MockControlError {
            throw .usage("mock \(action.rawValue): \(TerminalText.escaped(error.description))")
        } catch {
            throw Failure(.exchangeFailed, "mock \(action.rawValue): \(error)")
        }
    }

    private static func perform(
        _ action: MockCommand.Action,
        _ words: [String],
        _ control: MockControl,
        _ context: CommandContext
    ) throws {
        switch action {
        case .start, .stop, .status: break
        case .stub: context.output.line("stub \(try control.addStub(try stub(words)))", key: "mock")
        case .stubs:
            if words == ["clear"] { return try control.removeStubs() }
            try expectNothing(words, action)
            let stubs = control.stubs
            if stubs.isEmpty { context.output.line("no stubs", key: "mock") }
            for stub in stubs {
                context.output.text("\(stub.id): \(stub.json) (answered \(stub.used))", key: "mock")
            }
        case .fault:
            if !words.isEmpty { try control.setFaults(words == ["clear"] ? [] : words) }
            let faults = control.faults
            context.output.line(faults.isEmpty ? "no faults" : "faults: \(faults.joined(separator: " "))", key: "mock")
        case .latency:
            if words.count > 1 { throw Failure.usage("mock latency: one time such as 50ms, or clear") }
            if let word = words.first { try control.setLatency(word == "clear" ? nil : word) }
            context.output.line(control.latency.map { "latency \($0)" } ?? "no latency", key: "mock")
        case .down:
            try expectNothing(words, action)
            control.goDown()
        case .up:
            try expectNothing(words, action)
            try control.comeUp()
        case .reset:
            try expectNothing(words, action)
            control.reset()
        case .exchanges:
            let filter = MockControl.Filter(request: words.isEmpty ? nil : words.joined(separator: " "))
            for exchange in try control.exchanges(filter, limit: shown) {
                context.output.text(line(exchange), key: "mock")
            }
        case .push:
            guard !words.isEmpty else { throw Failure.usage("mock push: the text of the message is missing") }
            let count = control.push(words.joined(separator: " "))
            context.output.line("sent to \(count) \(count == 1 ? "client" : "clients")", key: "mock")
        }
    }

    private static func stub(_ words: [String]) throws(Failure) -> String {
        guard let first = words.first else {
            throw .usage(#"mock stub: the stub is missing: '{"match":{"image":{}},"response":"O.k."}' or @FILE"#)
        }
        if words.count == 1, first.hasPrefix("@") {
            return String(decoding: try TextFile.bytes(String(first.dropFirst())), as: UTF8.self)
        }
        return words.joined(separator: " ")
    }

    private static func expectNothing(_ words: [String], _ action: MockCommand.Action) throws(Failure) {
        if let word = words.first { throw .usage("mock \(action.rawValue): '\(word)' is one word too many") }
    }

    private static func line(_ exchange: MockControl.Exchange) -> String {
        let response =
            exchange.response.map { TerminalText.excerpt($0.bytes) } ?? exchange.failure?.rawValue ?? "nothing"
        let source = [exchange.source, exchange.sourceName].compactMap(\.self).joined(separator: " ")
        return "\(exchange.number) \(TerminalText.excerpt(exchange.request.bytes)) -> \(response) (\(source))"
            + (exchange.miss.map { "; \($0)" } ?? "")
    }
}
