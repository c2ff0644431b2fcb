import MockControl
import MockCore
import MockServer
import NIOHTTP1
import WireJSON

/// What is answered.
extension Operations {
    private static let stub = Operation.Body(schema: Schemas.reference("Stub"))

    static let stubs: [Operation] = [
        .show(
            "stubs",
            "The stubs that were added, in the order in which they are asked.",
            .json("Stubs", "The stubs.")
        ) { call in
            let entries = call.control.server.resolver?.stubs.entries ?? []
            return ["stubs": .array(entries.map { call.control.json($0) })]
        },
        .make(
            "stubs",
            "Adds a stub; one of the same id gives way.",
            body: stub,
            .json("Stub", "The stub, with its id.", .created)
        ) { call in
            let entry = try call.control.add(try call.request.json(), replacing: nil)
            return (entry.name, call.control.json(entry))
        },
        .act(.DELETE, "stubs", "Removes all stubs.", fails: [.conflict]) { call in try call.control.removeStubs() },
        .show("stubs/{id}", "One stub.", .json("Stub", "The stub."), fails: [.unknown, .conflict]) { call in
            call.control.json(try call.control.entry(call.names["id"] ?? ""))
        },
        Operation(
            method: .PUT,
            path: "stubs/{id}",
            words: "Sets the stub of an id.",
            body: stub,
            outcomes: [.json("Stub", "The stub."), .conflict]
        ) { call in
            let id = call.names["id"] ?? ""
            guard (1...200).contains(id.utf8.count), !id.contains("/") else {
                throw Problem(.badRequest, "an id has 1 to 200 bytes, and no slash", pointer: "id")
            }
            return .json(call.control.json(try call.control.add(try call.request.json(), replacing: id)))
        },
        .act(.DELETE, "stubs/{id}", "Removes a stub.", fails: [.unknown, .conflict]) { call in
            try call.control.removeStub(call.names["id"] ?? "")
        },
    ]

    static let scenarios: [Operation] = [
        .show("scenarios", "The scenarios that stubs have.", .json("Scenarios", "The scenarios.")) { call in
            let scenarios = call.control.scenarios.map { scenario -> JSONValue in
                [
                    "name": .string(scenario.name), "state": .string(scenario.state),
                    "states": .array(scenario.states.map { .string($0) }),
                ]
            }
            return ["scenarios": .array(scenarios)]
        },
        .act(
            .PUT,
            "scenarios/{name}",
            "Puts a scenario into a state.",
            body: .init(schema: Schemas.object([("state", Schemas.text)])),
            fails: [.unknown, .conflict]
        ) { call in
            guard let state = try call.request.object(["state"])["state"]?.text else {
                throw Problem(.badRequest, "is a text", pointer: "/state")
            }
            try call.control.setScenario(call.names["name"] ?? "", to: state)
        },
    ]
}
