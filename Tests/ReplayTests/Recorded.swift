import IPCClient
import IPCFraming
import Replay
import Sessions
import WireJSON

/// Recorded exchanges and what came of them, for tests.
enum Recorded {
    static func exchange(
        _ response: String?,
        _ ending: ResponseFrame.Ending = .complete,
        error: FailureCode? = nil,
        expect: JSONValue? = nil
    ) -> RecordedExchange {
        var exchange = RecordedExchange(
            number: 4,
            request: RequestFrame(Array("ask".utf8)),
            response: nil,
            error: error
        )
        exchange.response = response.map { ResponseFrame(Array($0.utf8), ending: ending) }
        exchange.expect = expect
        return exchange
    }

    static func actual(
        _ response: String?,
        _ ending: ResponseFrame.Ending = .complete,
        failure: FailureCode? = nil
    ) -> Exchange {
        Exchange(
            request: RequestFrame(Array("ask".utf8)),
            response: response.map { ResponseFrame(Array($0.utf8), ending: ending) },
            failure: failure.map { ExchangeError($0, .waiting, .tcp(host: "localhost", port: 7000)) }
        )
    }

    static func result(
        _ recorded: RecordedExchange,
        _ actual: Exchange,
        _ comparison: Comparison = Comparison()
    ) throws -> ReplayResult {
        let expectation = try Expectation(recorded)
        let differences = try expectation.differences(recorded: recorded, actual: actual, comparison: comparison)
        return ReplayResult(recorded: recorded, actual: actual, differences: differences)
    }
}
