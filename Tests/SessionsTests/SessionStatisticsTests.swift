import IPCFraming
import Testing

@testable import Sessions

@Suite struct SessionStatisticsTests {
    private static func exchange(_ request: String, _ response: String?, _ error: FailureCode? = nil)
        -> RecordedExchange
    {
        RecordedExchange(
            number: 1,
            request: RequestFrame(Array(request.utf8)),
            response: response.map { ResponseFrame(Array($0.utf8)) },
            error: error
        )
    }

    @Test(
        "A request counts as what the server takes it for",
        arguments: [
            (#"{"image": {}}"#, RequestKind.image),
            (#"{"elements": 1, "image": 2}"#, .image),
            (#"{"elements": {}}"#, .elements),
            (#"{"x": {"image": 1}}"#, .otherJSON),
            (#""image""#, .image), (#""my elements""#, .elements), (#"["image"]"#, .image),
            (#"["elements"]"#, .elements),
            (#"[["image"]]"#, .otherJSON),
            ("NaN", .otherJSON),
            (#"{"image": }"#, .notJSON),
            ("", .notJSON),
        ]
    )
    func kinds(request: String, kind: RequestKind) {
        #expect(RequestKind(RequestFrame(Array(request.utf8))) == kind)
    }

    @Test("Ctrl-Z and bytes that are no text have their kinds, too")
    func otherKinds() {
        #expect(RequestKind(RequestFrame([], ending: .abort)) == .abort)
        #expect(RequestKind(RequestFrame([0xFF])) == .notJSON)
    }

    @Test(
        "What came is one of four outcomes",
        arguments: [
            ("O.k.", nil, ExchangeOutcome.ok), ("Error: no", nil, .error), ("hello", nil, .ok), ("", nil, .ok),
            (nil, .refused, .failed(.refused)), ("O.k", .truncated, .failed(.truncated)), (nil, nil, .unknown),
        ] as [(String?, FailureCode?, ExchangeOutcome)]
    )
    func outcomes(response: String?, error: FailureCode?, outcome: ExchangeOutcome) {
        #expect(Self.exchange("x", response, error).outcome == outcome)
    }

    private func count(
        _ exchange: RecordedExchange,
        start: Double,
        command: String? = nil,
        in statistics: inout SessionStatistics
    ) {
        let view = ExchangeView()
        view.take(exchange)
        statistics.count(view, start: start, command: command)
    }

    @Test("Exchanges are counted by kind and outcome, over several sessions")
    func counts() {
        var statistics = SessionStatistics()
        for _ in 0..<2 {
            statistics.beginSession()
            count(Self.exchange(#"{"image": 1}"#, "O.k."), start: 1, in: &statistics)
            var last = Self.exchange("x", nil, .timeout)
            last.milliseconds = 500
            count(last, start: 3, in: &statistics)
        }
        statistics.endSession()
        #expect(statistics.sessions == 2)
        #expect(statistics.exchanges == 4)
        #expect(statistics.duration == 5)
        #expect(statistics.count("image", .ok) == 2)
        #expect(statistics.count("not JSON", .failed(.timeout)) == 2)
        #expect(statistics.count("image", .error) == 0)
        #expect(statistics.kinds == ["image", "not JSON"])
        #expect(statistics.outcomes == [.ok, .error, .failed(.timeout)])
    }

    @Test("What commands of the user's have sent is counted by their names, before the rest")
    func commands() {
        var statistics = SessionStatistics()
        statistics.beginSession()
        count(Self.exchange(#"{"image": 1}"#, "O.k."), start: 0, in: &statistics)
        count(Self.exchange(#"{"a": 1}"#, "Ok"), start: 0, command: "robot move", in: &statistics)
        statistics.endSession()
        #expect(statistics.kinds == ["robot move", "image"])
        #expect(statistics.outcomes.reduce(0) { $0 + statistics.count("robot move", $1) } == 1)
    }

    @Test("A file with any number of different errors takes no more memory")
    func manyErrors() {
        var statistics = SessionStatistics()
        statistics.beginSession()
        for number in 0..<1000 { count(Self.exchange("x", nil, .other("error \(number)")), start: 0, in: &statistics) }
        #expect(statistics.outcomes.count == SessionStatistics.mostOutcomes + 1)
        let counted = statistics.outcomes.map { statistics.count("not JSON", $0) }
        #expect(counted.reduce(0, +) == 1000)
    }
}
