import IPCFraming
import MockControl
import MockServer
import NIOHTTP1
import WireJSON

/// Servers of their own in this program, and its end.
extension Operations {
    static let servers: [Operation] = [
        .show(
            "servers",
            "The servers in this program; 'main' is the one from the command line.",
            .json("Servers", "The servers."),
            isGlobal: true
        ) { call in ["servers": .array(call.servers.all.map { server($0.name, $0.control) })] },
        .make(
            "servers",
            "Starts a server of its own: with its own stubs, faults, scenarios, project, numbers and exchanges.",
            body: .init(
                schema: Schemas.object(
                    [("listen", Schemas.text), ("keep_alive", ["type": "boolean"]), ("lenient", ["type": "boolean"])],
                    required: []
                )
            ),
            .json("Server", "Where it listens.", .created),
            isGlobal: true
        ) { call in
            let (name, control) = try call.servers.add(try configuration(try call.request.json(), call.servers.main))
            return (name, server(name, control))
        },
        .show(
            "servers/{server}",
            "One server.",
            .json("Server", "Where it listens."),
            fails: [.unknown],
            isGlobal: true
        ) { call in server(call.names["server"] ?? "", call.control) },
        .act(
            .DELETE,
            "servers/{server}",
            "Ends a server that was started here.",
            fails: [.unknown, .conflict],
            isGlobal: true
        ) { call in
            let name = call.names["server"] ?? ""
            if name == MockServers.mainName {
                throw Problem(.conflict, "the main server ends with the program: /api/stop")
            }
            guard call.servers.remove(name) else { throw Problem(.notFound, "there is no such server") }
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

    /// - Parameter main: says what is not said.
    private static func configuration(
        _ body: JSONValue,
        _ main: MockControl
    ) throws(Problem) -> MockServer.Configuration {
        guard let object = body.object else { throw Problem(.badRequest, "is an object", pointer: "") }
        var configuration = main.server.sibling
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
                } else {
                    configuration.mode = flag ? .keepAlive : .oneShot
                }
            default:
                throw Problem(.badRequest, "is not known", member: member.key)
            }
        }
        return configuration
    }
}
