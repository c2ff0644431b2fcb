import MockControl
import MockServer
import NIOCore
import NIOHTTP1
import NIOPosix
import Platform
import Texts
import WireJSON

/// Finds what answers a call.
final class Router: Sendable {
    /// What is to be done about a call.
    enum Decision {
        case answer(Response)
        /// Another thread works on it.
        case later(EventLoopFuture<Response>)
        /// Events, from a place of the log on; without one from now on.
        case events(MockControl, after: Int?)
        /// An answer when so many exchanges are there.
        case wait(MockControl, MockControl.Filter, count: Int, timeout: Duration)
    }

    private struct Target: Sendable {
        var servers: MockServers
        var stop: @Sendable () -> Void
    }

    let gate: Gate
    private let workers: NIOThreadPool
    private let version: String
    private let target = Guarded<Target?>(nil)

    init(_ gate: Gate, _ workers: NIOThreadPool, version: String) {
        self.gate = gate
        self.workers = workers
        self.version = version
    }

    func begin(_ servers: MockServers, stop: @escaping @Sendable () -> Void) {
        target.withLock { $0 = Target(servers: servers, stop: stop) }
    }

    func end() {
        let target = target.withLock { $0.take() }
        target?.servers.removeAll()
    }

    /// What is known of a call before its body has come.
    struct Plan: Sendable {
        var operation: Operation?
        var names: [String: String] = [:]
        /// The server that it is about.
        var server = MockServers.mainName
        /// The largest body, in bytes.
        var limit: Int { operation?.body?.limit ?? 1 << 20 }
    }

    /// - Throws: ``Problem`` when there is no such call, or its body will be none for it.
    func plan(_ head: HTTPRequestHead, _ request: Request) throws(Problem) -> Plan {
        let isPage = request.path.first != "api" && request.path != ["metrics"]
        if let problem = gate.objection(to: head, needsToken: !isPage) { throw problem }
        guard request.path.first == "api" else {
            if Page.isPath(request.path) || request.path == ["metrics"] || request.path == ["openapi.json"] {
                if head.method != .GET, head.method != .HEAD { throw Self.notAllowed(["GET", "HEAD"]) }
                return Plan()
            }
            throw Problem(.notFound, "there is no such page")
        }
        let found = Self.find(request.path)
        guard !found.isEmpty else { throw Problem(.notFound, "there is no such call: /openapi.json has all") }
        let method = head.method == .HEAD ? .GET : head.method
        guard let plan = found.first(where: { $0.operation?.method == method }) else {
            throw Self.notAllowed(found.compactMap { $0.operation?.method.rawValue })
        }
        try Self.checkType(head, plan)
        try plan.operation?.check(request)
        return plan
    }

    /// All operations of a path.
    private static func find(_ path: [String]) -> [Plan] {
        let rest = path.dropFirst()
        var found = Operations.all.compactMap { operation in
            operation.match(rest).map { names in
                var plan = Plan(operation: operation, names: names)
                if let server = names["server"] { plan.server = server }
                return plan
            }
        }
        if rest.count > 2, rest.first == "servers" {
            let server = path[2]
            found += Operations.all.compactMap { operation in
                guard !operation.isGlobal else { return nil }
                return operation.match(path.dropFirst(3)).map { Plan(operation: operation, names: $0, server: server) }
            }
        }
        // What is written in a path goes before what may stand for it.
        return found.sorted { $0.names.count < $1.names.count }
    }

    /// No form of another site's can send this type, nor a page of its own without asking first.
    private static func checkType(_ head: HTTPRequestHead, _ plan: Plan) throws(Problem) {
        let hasBody =
            (head.headers.first(name: "content-length").map { $0 != "0" } ?? false)
            || head.headers.contains(name: "transfer-encoding")
        guard head.method == .POST || head.method == .PUT || head.method == .DELETE && hasBody else { return }
        let type = head.headers.first(name: "content-type") ?? ""
        let name = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        let types = plan.operation?.body?.types ?? ["application/json"]
        guard types.contains(name) else {
            let wanted = types.joined(separator: " or ")
            throw Problem(.unsupportedMediaType, "a change needs 'Content-Type: \(wanted)'")
        }
        if let coding = head.headers.first(name: "content-encoding"), coding.lowercased() != "identity" {
            throw Problem(.unsupportedMediaType, "a body comes as it is, without 'Content-Encoding'")
        }
    }

    private static func notAllowed(_ methods: [String]) -> Problem {
        let list = methods.contains("GET") && !methods.contains("HEAD") ? methods + ["HEAD"] : methods
        var problem = Problem(.methodNotAllowed, "allowed is \(list.joined(separator: ", "))")
        problem.fields = [("Allow", list.joined(separator: ", "))]
        return problem
    }

    /// Answers a call that is whole.
    func decide(_ request: Request, _ plan: Plan, on loop: any EventLoop) -> Decision {
        guard let target = target.withLock({ $0 }) else {
            return .answer(Problem(.serviceUnavailable, "the server is being started, or ends").response)
        }
        guard let operation = plan.operation else { return .answer(page(request, target.servers)) }
        guard let control = target.servers.control(plan.server) else {
            return .answer(Problem(.notFound, "there is no server '\(plan.server.prefix(50))'").response)
        }
        guard let run = operation.run else { return lasting(request, operation, control) }
        let call = Operation.Call(
            request: request,
            control: control,
            servers: target.servers,
            names: plan.names,
            version: version,
            stop: target.stop
        )
        // Many a call waits for the servers' own loops, which a loop must not do.
        return .later(workers.runIfActive(eventLoop: loop) { Self.answer(call, run) })
    }

    private static func answer(_ call: Operation.Call, _ run: (Operation.Call) throws -> Response) -> Response {
        do {
            return try run(call)
        } catch {
            return Problem.of(error).response
        }
    }

    private func lasting(_ request: Request, _ operation: Operation, _ control: MockControl) -> Decision {
        if operation.path == "events" {
            let last = request.fields.first(name: "last-event-id").flatMap { Int($0) } ?? request.number("after")
            return .events(control, after: last)
        }
        return .wait(
            control,
            Operations.filter(request),
            count: request.number("count") ?? 1,
            timeout: request.query["timeout"].flatMap { DurationText.parse($0) } ?? .seconds(5)
        )
    }

    private func page(_ request: Request, _ servers: MockServers) -> Response {
        switch request.path {
        case ["metrics"]:
            return Response(type: "text/plain; version=0.0.4; charset=utf-8", Array(Metrics.text(servers).utf8))
        case ["openapi.json"]: return .json(OpenAPI.document(version: version))
        default: return Page.response(request.path) ?? Problem(.notFound, "there is no such page").response
        }
    }
}
