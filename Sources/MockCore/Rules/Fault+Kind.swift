package import IPCFraming
package import Sessions
package import Texts
import WireJSON

extension Fault {
    /// What goes wrong.
    package enum Kind: Hashable, Sendable {
        case reset
        case close
        case silent
        case truncate(Int)
        case noTerminator
        case noClose
        case garbage
        case slice(Delivery.Slices)
        case invalidUTF8
        case refuse
        /// Over a WebSocket: a Close with this code in the place of the answer.
        case closeCode(WebSocketClose.Code)
        /// Over a WebSocket: the connection ends without a Close.
        case noCloseFrame
        /// Over a WebSocket: pings are not answered before the answer.
        case latePong
        /// Over a WebSocket: the answer comes in frames of this many bytes.
        case fragment(Int)
        /// So many bytes a second.
        case bandwidth(Int)
        /// The connection is closed so much later.
        case slowClose(Duration)
        /// The connection is closed once it has sent so many bytes, over all its answers.
        case limit(Int)
        /// The server listens no more, and closes what is open.
        case down
        /// It takes so much longer.
        case latency(Latency)

        /// How many bytes of garbage there are.
        private static let garbageCount = 64

        /// - Throws: ``PatternError`` with what is expected instead.
        package init(_ text: String) throws(PatternError) {
            switch text {
            case "reset": self = .reset
            case "close": self = .close
            case "silent": self = .silent
            case "no-crlf": self = .noTerminator
            case "no-close": self = .noClose
            case "garbage": self = .garbage
            case "bad-utf8": self = .invalidUTF8
            case "refuse": self = .refuse
            case "no-close-frame": self = .noCloseFrame
            case "late-pong": self = .latePong
            case "down": self = .down
            default:
                guard let kind = Self.withNumbers(text) else {
                    throw PatternError(
                        reason: "'\(text)' is no fault: reset, close, silent, truncate:N, no-crlf, no-close, garbage, "
                            + "slice:N,20ms, bandwidth:10k/s, latency:50ms, slow-close:2s, limit:N, bad-utf8, refuse or down; "
                            + "over a WebSocket also close:CODE, no-close-frame, late-pong and fragment:N"
                    )
                }
                self = kind
            }
        }

        private static func withNumbers(_ text: String) -> Kind? {
            if text.hasPrefix("truncate:") {
                return Int(text.dropFirst(9)).flatMap { $0 >= 0 ? .truncate($0) : nil }
            }
            if text.hasPrefix("close:") {
                let code = UInt16(text.dropFirst(6)).map(WebSocketClose.Code.init(rawValue:))
                return code.flatMap { $0.isValidOnWire ? .closeCode($0) : nil }
            }
            if text.hasPrefix("fragment:") {
                return Int(text.dropFirst(9)).flatMap { $0 > 0 ? .fragment($0) : nil }
            }
            if text.hasPrefix("limit:") {
                return Int(text.dropFirst(6)).flatMap { $0 >= 0 ? .limit($0) : nil }
            }
            if text.hasPrefix("slow-close:") {
                return DurationText.parse(String(text.dropFirst(11))).map(Kind.slowClose)
            }
            if text.hasPrefix("bandwidth:") { return rate(text.dropFirst(10)).map(Kind.bandwidth) }
            if text.hasPrefix("latency:") {
                return Latency(String(text.dropFirst(8))).flatMap { $0 == .recorded ? nil : .latency($0) }
            }
            guard text.hasPrefix("slice:") else { return nil }
            let parts = text.dropFirst(6).split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 2, let size = Int(parts[0]), size > 0, let pause = DurationText.parse(String(parts[1]))
            else { return nil }
            return .slice(Delivery.Slices(size: size, pause: pause))
        }

        /// Reads `500/s`, `10k/s` and `2M/s`; a k is 1000 bytes.
        private static func rate(_ text: Substring) -> Int? {
            guard text.hasSuffix("/s") else { return nil }
            var digits = text.dropLast(2)
            var unit = 1
            if digits.hasSuffix("k") { unit = 1000 }
            if digits.hasSuffix("M") { unit = 1_000_000 }
            if unit > 1 { digits = digits.dropLast() }
            guard let number = Int(digits), (1...1_000_000).contains(number) else { return nil }
            return number * unit
        }

        /// The `fault` of a session's line, if it has one.
        package init?(lineOf exchange: RecordedExchange) throws(PatternError) {
            guard let value = exchange.others["fault"] else { return nil }
            guard let text = value.text else { throw PatternError(reason: "'fault' is not a text") }
            let kind = try Kind(text)
            if kind == .refuse {
                throw PatternError(reason: "'fault': a connection is refused before its request is known")
            }
            self = kind
        }

        /// How much longer it takes.
        func delay(_ random: inout SeededGenerator) -> Duration {
            if case .latency(let latency) = self { latency.draw(recorded: nil, &random) } else { .zero }
        }

        /// What becomes of an answer, or of a request on its way to the server.
        ///
        /// - Parameter terminator: what ends it, as far as it is whole.
        package func applied(
            to delivery: Delivery,
            terminator: [UInt8] = Framing.responseTerminator,
            _ random: inout SeededGenerator
        ) -> Delivery {
            var result = delivery
            switch self {
            case .reset, .refuse, .down: return Delivery([], .reset)
            case .close: return Delivery([], .close)
            case .silent: return Delivery([], .hold)
            case .truncate(let count): return Delivery(Array(delivery.bytes.prefix(count)), .close)
            case .noTerminator:
                if result.bytes.suffix(terminator.count).elementsEqual(terminator) {
                    result.bytes.removeLast(terminator.count)
                }
                result.ending = .close
            case .noClose: result.ending = .hold
            case .garbage:
                // Without CR, LF and the terminator of requests, which would end it.
                let garbage = (0..<Self.garbageCount).map { _ in UInt8.random(in: 0x0E...0xFF, using: &random) }
                return Delivery(garbage + terminator)
            case .slice(let slices): result.slices = slices
            case .bandwidth(let rate): result.slices = Delivery.Slices(bytesPerSecond: rate)
            case .slowClose(let delay): result.closeDelay = delay
            case .limit(let count): result.connectionLimit = count
            case .closeCode(let code):
                result = Delivery([], .close)
                result.close = WebSocketClose(code)
            case .noCloseFrame:
                result = Delivery([], .close)
                result.close = .abnormal
            case .latePong: result.delaysPongs = true
            case .latency: break
            case .fragment(let size): result.fragmentSize = size
            case .invalidUTF8: result.bytes.insert(0xFF, at: result.bytes.count / 2)
            }
            return result
        }
    }
}
