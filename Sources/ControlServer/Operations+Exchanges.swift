import MockControl
import MockServer
import NIOHTTP1
import WireJSON

/// What was asked and answered.
extension Operations {
    /// The most exchanges that one call lists.
    private static let mostListed = 100_000

    private static let filters: [Operation.Parameter] = [
        .init(name: "request", kind: .text, words: "A regular expression that matches in the request."),
        .init(name: "response", kind: .text, words: "A regular expression that matches in the response."),
        .init(name: "outcome", kind: .word(["ok", "error", "failed"]), words: "What came of it."),
        .init(name: "unmatched", kind: .flag, words: "Whether no stub and no recording has answered."),
        .init(name: "source", kind: .word(MockControl.Filter.sources), words: "What has answered."),
        .init(name: "pointer", kind: .text, words: "A JSON pointer into the request: something stands there."),
        .init(name: "value", kind: .text, words: "What stands there: a text, or JSON."),
        .init(
            name: "after",
            kind: .number(0...Int(Int32.max)),
            words: "Only those behind the exchange of this number."
        ),
    ]

    /// What the parameters of a call mean, which were checked.
    static func filter(_ request: Request) -> MockControl.Filter {
        let query = request.query
        return MockControl.Filter(
            request: query["request"],
            response: query["response"],
            outcome: query["outcome"],
            isUnmatched: query["unmatched"].map { $0 == "true" },
            source: query["source"],
            pointer: query["pointer"],
            value: query["value"],
            after: request.number("after")
        )
    }

    static let exchanges: [Operation] = [
        .show("status", "How the server is doing.", .json("Status", "It is well.")) { call in
            status(call.control, version: call.version)
        },
        Operation(
            method: .GET,
            path: "exchanges",
            words: "The exchanges that are meant, the newest last.",
            parameters: filters + [
                .init(name: "limit", kind: .number(1...mostListed), words: "How many at the most (1000).")
            ],
            outcomes: [.json("Exchanges", "Some of them, and how many there are.")]
        ) { call in try list(call, filter(call.request)) },
        .show("exchanges/count", "How many exchanges are meant.", parameters: filters, .json("Count", "How many.")) {
            call in
            ["count": .number(try call.control.count(filter(call.request)))]
        },
        Operation(
            method: .GET,
            path: "exchanges/wait",
            words: "Waits until so many exchanges are meant.",
            parameters: filters + [
                .init(name: "count", kind: .number(0...mostListed), words: "How many (1)."),
                .init(name: "timeout", kind: .time, words: "How long (5s)."),
            ],
            outcomes: [
                .json("Count", "So many there are."),
                .init(status: .requestTimeout, words: "They have not come; 'count' says how many have."),
            ]
        ),
        Operation(
            method: .GET,
            path: "exchanges/{n}",
            words: "One exchange.",
            outcomes: [.json("Exchange", "The exchange."), .unknown]
        ) { call in
            guard let number = call.names["n"].flatMap({ Int($0) }), let exchange = call.control.log.exchange(number)
            else { throw Problem(.notFound, "there is no such exchange, or not any more") }
            var body: [UInt8] = []
            exchange.appendJSON(to: &body)
            return Response(type: "application/json", body)
        },
        .act(.DELETE, "exchanges", "Forgets the exchanges; numbers go on.") { call in
            call.control.forgetExchanges()
        },
        Operation(
            method: .GET,
            path: "misses",
            words: "What no stub and no recording has answered, with what was closest and where it differs.",
            outcomes: [.json("Exchanges", "The misses.")]
        ) { call in try list(call, MockControl.Filter(isUnmatched: true)) },
        Operation(
            method: .GET,
            path: "events",
            words: "Server-sent events: exchange, miss, fault, connection, notice, lost and reset.",
            parameters: [
                .init(
                    name: "after",
                    kind: .number(0...Int(Int32.max)),
                    words: "Begins behind the exchange of this number; else with what comes."
                )
            ],
            outcomes: [
                .init(status: .ok, words: "Events, until the client or the server ends.", type: "text/event-stream")
            ]
        ),
    ]

    private static func status(_ control: MockControl, version: String) -> JSONValue {
        let status = control.status
        return [
            "version": .string(version), "endpoints": .array(control.endpoints.map { .string("\($0)") }),
            "exchanges": .number(status.exchanges), "misses": .number(status.misses), "faults": .number(status.faults),
            "connections": .number(status.openConnections), "kept": .number(control.log.count),
            "down": .bool(status.isDown), "uptime_s": .number((status.uptime / .milliseconds(1)).rounded() / 1000),
        ]
    }

    private static func list(_ call: Operation.Call, _ filter: MockControl.Filter) throws -> Response {
        let filter = try filter.read()
        let found = try MockControl.withLimits {
            try call.control.log.exchanges(filter, limit: call.request.number("limit") ?? 1000)
        }
        var body = Array("{\"total\":\(found.total),\"exchanges\":[".utf8)
        for (index, exchange) in found.exchanges.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            exchange.appendJSON(to: &body)
        }
        body += "]}".utf8
        return Response(type: "application/json", body)
    }
}
