package import Sessions
import Texts
import WireJSON

/// An exchange that was found in one of many sessions, for `session search`.
package struct FoundExchange: Renderable {
    private let path: String
    private let exchange: RecordedExchange
    private let line: [UInt8]

    /// - Parameter line: the exchange as it stands in the file.
    package init(path: String, _ exchange: RecordedExchange, line: [UInt8]) {
        self.path = path
        self.exchange = exchange
        self.line = line
    }

    package func lines(_ style: TextStyle) -> [String] {
        let place = "\(TerminalText.name(TerminalText.escaped(path))):\(exchange.number):"
        let outcome = ExchangeText.outcomeExcerpt(exchange)
        return ["\(style.styled(place, .dim)) \(ExchangeText.requestExcerpt(exchange.request)) -> \(outcome)"]
    }

    package var jsonLines: [UInt8] {
        var output = Array("{\"file\":".utf8)
        JSONWriter.compact.append(path, to: &output)
        return output + Array(",\"exchange\":".utf8) + line + Array("}\n".utf8)
    }
}
