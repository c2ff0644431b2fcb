import IPCFraming
import MockControl
import MockCore
import MockServer
import NIOHTTP1
import Texts
import WireJSON

/// All calls that there are.
enum Operations {
    static let all: [Operation] = exchanges + stubs + disturbances + connections + sessions + servers

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

    static func filter(_ call: Operation.Call) throws(Problem) -> MockControl.Filter {
        let query = call.request.query
        return MockControl.Filter(
            request: query["request"],
            response: query["response"],
            outcome: query["outcome"],
            isUnmatched: query["unmatched"].map { $0 == "true" },
            source: query["source"],
            pointer: query["pointer"],
            value: query["value"],
            after: try call.number("after")
        )
    }

    private static func json(_ name: String, _ words: String) -> Operation.Outcome {
        Operation.Outcome(status: .ok, words: words, schema: Schemas.reference(name))
    }

    private static let done = Operation.Outcome(status: .noContent, words: "Done.", type: "")
    private static let unknown = Operation.Outcome(status: .notFound, words: "There is none of that name.")
    private static let conflict = Operation.Outcome(status: .conflict, words: "It cannot do that, or not now.")

    // MARK: Exchanges

    private static let exchanges: [Operation] = [
        Operation(
            method: .GET,
            path: "status",
            words: "How the server is doing.",
            outcomes: [json("Status", "It is well.")]
        ) {
            call in .json(status(call.control, version: call.version))
        },
        Operation(
            method: .GET,
            path: "exchanges",
            words: "The exchanges that are meant, the newest last.",
            parameters: filters + [
                .init(name: "limit", kind: .number(1...mostListed), words: "How many at the most (1000).")
            ],
            outcomes: [json("Exchanges", "Some of them, and how many there are.")],
        ) { call in try list(call, try filter(call)) },
        Operation(
            method: .GET,
            path: "exchanges/count",
            words: "How many exchanges are meant.",
            parameters: filters,
            outcomes: [json("Count", "How many.")]
        ) { call in .json(["count": .number(try call.control.count(try filter(call)))]) },
        Operation(
            method: .GET,
            path: "exchanges/wait",
            words: "Waits until so many exchanges are meant.",
            parameters: filters + [
                .init(name: "count", kind: .number(0...mostListed), words: "How many (1)."),
                .init(name: "timeout", kind: .time, words: "How long (5s)."),
            ],
            outcomes: [
                json("Count", "So many there are."),
                .init(status: .requestTimeout, words: "They have not come; 'count' says how many have."),
            ]
        ),
        Operation(
            method: .GET,
            path: "exchanges/{n}",
            words: "One exchange.",
            outcomes: [json("Exchange", "The exchange."), unknown]
        ) { call in
            guard let number = call.names["n"].flatMap({ Int($0) }), let exchange = call.control.log.exchange(number)
            else { throw Problem(.notFound, "there is no such exchange, or not any more") }
            var body: [UInt8] = []
            exchange.appendJSON(to: &body)
            return Response(type: "application/json", body)
        },
        Operation(
            method: .DELETE,
            path: "exchanges",
            words: "Forgets the exchanges; numbers go on.",
            outcomes: [done]
        ) { call in
            call.control.forgetExchanges()
            return .noContent
        },
        Operation(
            method: .GET,
            path: "misses",
            words: "What no stub and no recording has answered, with what was closest and where it differs.",
            outcomes: [json("Exchanges", "The misses.")],
        ) { call in try list(call, MockControl.Filter(isUnmatched: true)) },
        Operation(
            method: .GET,
            path: "events",
            words: "Server-sent events: exchange, miss, fault, connection, notice and reset.",
            parameters: [
                .init(
                    name: "after",
                    kind: .number(0...Int(Int32.max)),
                    words: "Begins behind the exchange of this number; else with what comes."
                )
            ],
            outcomes: [.init(status: .ok, words: "Events, until the client closes.", type: "text/event-stream")]
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
        let limit = try call.number("limit") ?? 1000
        let filter = try filter.read()
        let found = try MockControl.withLimits {
            try call.control.log.exchanges(filter, limit: limit)
        }
        var body = Array("{\"total\":\(found.total),\"exchanges\":[".utf8)
        for (index, exchange) in found.exchanges.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            exchange.appendJSON(to: &body)
        }
        body += "]}".utf8
        return Response(type: "application/json", body)
    }

    // MARK: Stubs

    private static let stub = Operation.Body(types: ["application/json"], schema: Schemas.reference("Stub"))

    private static let stubs: [Operation] = [
        Operation(
            method: .GET,
            path: "stubs",
            words: "The stubs that were added, in the order in which they are asked.",
            outcomes: [json("Stubs", "The stubs.")]
        ) { call in
            let entries = call.control.server.resolver?.stubs.entries ?? []
            return .json(["stubs": .array(entries.map { call.control.json($0) })])
        },
        Operation(
            method: .POST,
            path: "stubs",
            words: "Adds a stub; one of the same id gives way.",
            body: stub,
            outcomes: [
                .init(status: .created, words: "The stub, with its id.", schema: Schemas.reference("Stub")), conflict,
            ]
        ) { call in
            let entry = try call.control.add(try call.request.json(), replacing: nil)
            var response = Response.json(call.control.json(entry), .created)
            response.fields = [("Location", "/api/stubs/\(Self.encoded(entry.name))")]
            return response
        },
        Operation(method: .DELETE, path: "stubs", words: "Removes all stubs.", outcomes: [done, conflict]) { call in
            try call.control.removeStubs()
            return .noContent
        },
        Operation(
            method: .GET,
            path: "stubs/{id}",
            words: "One stub.",
            outcomes: [json("Stub", "The stub."), unknown, conflict]
        ) { call in .json(call.control.json(try call.control.entry(call.names["id"] ?? ""))) },
        Operation(
            method: .PUT,
            path: "stubs/{id}",
            words: "Sets the stub of an id.",
            body: stub,
            outcomes: [json("Stub", "The stub."), conflict]
        ) { call in
            let id = call.names["id"] ?? ""
            guard (1...200).contains(id.utf8.count), !id.contains("/") else {
                throw Problem(.badRequest, "an id has 1 to 200 bytes, and no slash", pointer: "id")
            }
            return .json(call.control.json(try call.control.add(try call.request.json(), replacing: id)))
        },
        Operation(
            method: .DELETE,
            path: "stubs/{id}",
            words: "Removes a stub.",
            outcomes: [done, unknown, conflict]
        ) { call in
            try call.control.removeStub(call.names["id"] ?? "")
            return .noContent
        },
        Operation(
            method: .GET,
            path: "scenarios",
            words: "The scenarios that stubs have.",
            outcomes: [json("Scenarios", "The scenarios.")]
        ) { call in
            .json([
                "scenarios": .array(
                    call.control.scenarios.map {
                        [
                            "name": .string($0.name), "state": .string($0.state),
                            "states": .array($0.states.map { .string($0) }),
                        ]
                    }
                )
            ])
        },
        Operation(
            method: .PUT,
            path: "scenarios/{name}",
            words: "Puts a scenario into a state.",
            body: .init(types: ["application/json"], schema: Schemas.object([("state", Schemas.text)])),
            outcomes: [done, unknown, conflict]
        ) { call in
            guard let state = try call.request.json()["state"]?.text else {
                throw Problem(.badRequest, "is a text", pointer: "/state")
            }
            try call.control.setScenario(call.names["name"] ?? "", to: state)
            return .noContent
        },
    ]

    // MARK: Time, faults, connections

    private static let disturbances: [Operation] =
        [
            Operation(
                method: .GET,
                path: "faults",
                words: "What goes wrong, as --fault has it.",
                outcomes: [.init(status: .ok, words: "The faults.", schema: Schemas.array(Schemas.text))]
            ) { call in .json(.array(call.control.faults.map { .string($0) })) },
            Operation(
                method: .PUT,
                path: "faults",
                words: "Sets what goes wrong; @n counts from now on.",
                body: .init(types: ["application/json"], schema: Schemas.array(Schemas.text)),
                outcomes: [.init(status: .ok, words: "The faults.", schema: Schemas.array(Schemas.text))]
            ) { call in
                guard let array = try call.request.json().array else {
                    throw Problem(.badRequest, "is a list of texts", pointer: "")
                }
                var faults: [String] = []
                for (index, value) in array.enumerated() {
                    guard let text = value.text else { throw Problem(.badRequest, "is a text", pointer: "/\(index)") }
                    faults.append(text)
                }
                try call.control.setFaults(faults)
                return .json(.array(call.control.faults.map { .string($0) }))
            },
        ]
        + setting(
            "latency",
            "How long answers take, as --latency has it; null for no time.",
            get: { $0.latency },
            set: { try $0.setLatency($1) }
        )
        + setting(
            "on-miss",
            "What becomes of a request that nothing answers: builtin, error, close, forward:ENDPOINT, record:ENDPOINT.",
            get: { $0.onMiss },
            set: { try $0.setOnMiss($1 ?? "builtin") }
        )

    private static let connections: [Operation] = [
        Operation(
            method: .POST,
            path: "down",
            words: "Stops listening, and closes all connections.",
            outcomes: [done],
        ) { call in
            call.control.goDown()
            return .noContent
        },
        Operation(method: .POST, path: "up", words: "Listens again.", outcomes: [done, conflict]) {
            call in
            try call.control.comeUp()
            return .noContent
        },
        Operation(
            method: .GET,
            path: "connections",
            words: "The WebSocket connections that are open.",
            outcomes: [json("Connections", "Their numbers.")],
        ) { call in .json(["connections": .array(call.control.connections.map { .number($0) })]) },
        Operation(
            method: .POST,
            path: "push",
            words: "Sends a message unasked to WebSocket clients.",
            body: .init(
                types: ["application/json"],
                schema: Schemas.object(
                    [("text", Schemas.text), ("base64", Schemas.text), ("connection", Schemas.count)],
                    required: []
                )
            ),
            outcomes: [.init(status: .ok, words: "To how many it was sent.", schema: Schemas.sent)],
        ) { call in
            let body = try call.request.json()
            guard body.object != nil else {
                throw Problem(.badRequest, "is an object with 'text' or 'base64'", pointer: "")
            }
            var message: WebSocketMessage?
            if let value = body["text"] {
                guard let text = value.text else { throw Problem(.badRequest, "is a text", pointer: "/text") }
                message = WebSocketMessage(.text, Array(text.utf8))
            } else if let value = body["base64"] {
                guard let bytes = value.text.flatMap({ Base64.decode($0) }) else {
                    throw Problem(.badRequest, "is not base64", pointer: "/base64")
                }
                message = WebSocketMessage(.binary, bytes)
            }
            guard let message else { throw Problem(.badRequest, "has a 'text' or a 'base64'", pointer: "") }
            if let value = body["connection"], value.int == nil {
                throw Problem(.badRequest, "is a number", pointer: "/connection")
            }
            return .json(["sent": .number(call.control.push(message, to: body["connection"]?.int))])
        },
    ]

    /// Looks at a text, and sets it.
    private static func setting(
        _ name: String,
        _ words: String,
        get: @escaping @Sendable (MockControl) -> String?,
        set: @escaping @Sendable (MockControl, String?) throws -> Void
    ) -> [Operation] {
        let schema: JSONValue = ["type": ["string", "null"]]
        let outcome = Operation.Outcome(status: .ok, words: "What is set.", schema: schema)
        let answer: @Sendable (MockControl) -> Response = { .json(get($0).map { .string($0) } ?? .null) }
        return [
            Operation(method: .GET, path: name, words: words, outcomes: [outcome]) { call in answer(call.control) },
            Operation(
                method: .PUT,
                path: name,
                words: words,
                body: .init(types: ["application/json"], schema: schema),
                outcomes: [outcome, conflict]
            ) { call in
                let value = try call.request.json()
                guard value.isNull || value.text != nil else {
                    throw Problem(.badRequest, "is a text or null", pointer: "")
                }
                try set(call.control, value.text)
                return answer(call.control)
            },
        ]
    }

    // MARK: Sessions and the project

    private static let sessions: [Operation] = [
        Operation(
            method: .GET,
            path: "project",
            words: "The simulated project.",
            outcomes: [json("Project", "The project.")]
        ) { call in .json(call.control.projectJSON) },
        Operation(method: .DELETE, path: "project", words: "Empties the project.", outcomes: [done, conflict]) { call in
            try call.control.clearProject()
            return .noContent
        },
        Operation(
            method: .POST,
            path: "sessions",
            words: "Serves another recording: the lines of a session file, checked whole before anything changes.",
            body: .init(
                types: ["application/x-ndjson", "application/jsonl", "application/json"],
                schema: Schemas.text,
                limit: 64 << 20
            ),
            outcomes: [done, conflict],
        ) { call in
            try call.control.serve(call.request.body)
            return .noContent
        },
        Operation(
            method: .DELETE,
            path: "sessions",
            words: "Serves no recording any more.",
            outcomes: [done, conflict]
        ) { call in
            try call.control.serveNothing()
            return .noContent
        },
        Operation(
            method: .GET,
            path: "session",
            words: "The exchanges as a session file.",
            outcomes: [.init(status: .ok, words: "Its lines.", type: "application/x-ndjson", schema: Schemas.text)],
        ) { call in
            var response = Response(type: "application/x-ndjson", call.control.sessionBytes())
            response.fields = [("Content-Disposition", "attachment; filename=\"session.jsonl\"")]
            return response
        },
        Operation(
            method: .POST,
            path: "reset",
            words: "Puts all back to how the server was started, which listens then.",
            outcomes: [done],
        ) { call in
            call.control.reset()
            return .noContent
        },
    ]

    // MARK: Servers

    private static let servers: [Operation] = [
        Operation(
            method: .GET,
            path: "servers",
            words: "The servers in this program; 'main' is the one from the command line.",
            outcomes: [json("Servers", "The servers.")],
            isGlobal: true
        ) { call in .json(["servers": .array(call.servers.all.map { server($0.name, $0.control) })]) },
        Operation(
            method: .POST,
            path: "servers",
            words: "Starts a server of its own: with its own stubs, faults, scenarios, project, numbers and exchanges.",
            body: .init(
                types: ["application/json"],
                schema: Schemas.object(
                    [("listen", Schemas.text), ("keep_alive", ["type": "boolean"]), ("lenient", ["type": "boolean"])],
                    required: []
                )
            ),
            outcomes: [
                .init(status: .created, words: "Where it listens.", schema: Schemas.reference("Server")), conflict,
            ],
            isGlobal: true
        ) { call in
            let (name, control) = try call.servers.add(try configuration(try call.request.json()))
            var response = Response.json(server(name, control), .created)
            response.fields = [("Location", "/api/servers/\(name)")]
            return response
        },
        Operation(
            method: .GET,
            path: "servers/{server}",
            words: "One server.",
            outcomes: [json("Server", "Where it listens."), unknown],
            isGlobal: true
        ) { call in .json(server(call.names["server"] ?? "", call.control)) },
        Operation(
            method: .DELETE,
            path: "servers/{server}",
            words: "Ends a server that was started here.",
            outcomes: [done, unknown, conflict],
            isGlobal: true
        ) { call in
            let name = call.names["server"] ?? ""
            if name == MockServers.mainName {
                throw Problem(.conflict, "the main server ends with the program: /api/stop")
            }
            guard call.servers.remove(name) else { throw Problem(.notFound, "there is no such server") }
            return .noContent
        },
        Operation(
            method: .POST,
            path: "stop",
            words: "Ends the program as SIGTERM does.",
            outcomes: [.init(status: .accepted, words: "It ends.", type: "")],
            isGlobal: true
        ) { call in
            call.stop()
            return Response(.accepted, type: "", [])
        },
    ]

    private static func server(_ name: String, _ control: MockControl) -> JSONValue {
        ["id": .string(name), "endpoint": .string("\(control.endpoint)")]
    }

    private static func configuration(_ body: JSONValue) throws(Problem) -> MockServer.Configuration {
        guard let object = body.object else { throw Problem(.badRequest, "is an object", pointer: "") }
        var configuration = MockServer.Configuration()
        for member in object.members {
            switch member.key.text {
            case "listen":
                guard let text = member.value.text else { throw Problem(.badRequest, "is a text", pointer: "/listen") }
                do throws(MockControlError) {
                    configuration.listen = try MockControl.endpoint(text)
                } catch {
                    throw Problem(.badRequest, error.reason, pointer: "/listen")
                }
                if case .unix = configuration.listen {
                    throw Problem(.badRequest, "is HOST:PORT or ws://HOST:PORT here", pointer: "/listen")
                }
                guard configuration.listen.isLocal else {
                    throw Problem(
                        .badRequest,
                        "is an address of this machine's own, such as 127.0.0.1:0",
                        pointer: "/listen"
                    )
                }
            case "keep_alive", "lenient":
                guard let flag = member.value.bool else {
                    throw Problem(.badRequest, "is true or false", pointer: "/\(member.key.lossyText)")
                }
                if member.key == "lenient" {
                    configuration.isLenient = flag
                } else if flag {
                    configuration.mode = .keepAlive
                }
            default:
                throw Problem(
                    .badRequest,
                    "is not known",
                    pointer: JSONPointer(tokens: [member.key.lossyText]).description
                )
            }
        }
        return configuration
    }

    /// For a path.
    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default: "%" + String(byte, radix: 16, uppercase: true).leftPadded
            }
        }.joined()
    }
}

extension String {
    fileprivate var leftPadded: String { utf8.count == 1 ? "0" + self : self }
}
