package import MockCore
import MockServer
package import WireJSON

extension MockControl {
    /// A stub that was added while the server runs.
    public struct Stub: Hashable, Sendable {
        public var id: String
        /// As it was added, in JSON.
        public var json: String
        /// How often it has answered.
        public var used: Int
    }

    /// The most stubs.
    private static var tooMany: MockControlError {
        MockControlError(.conflict, "there are \(StubTable.limit) stubs: remove some")
    }

    /// The stubs that were added, in the order in which they are asked.
    public var stubs: [Stub] {
        guard let stubs = server.resolver?.stubs else { return [] }
        return stubs.entries.map { entry in
            Stub(
                id: entry.name,
                json: JSONWriter.compact.text(of: .object(entry.stub.source)),
                used: stubs.uses(of: entry)
            )
        }
    }

    /// Adds a stub; one of the same `id` gives way.
    ///
    /// - Parameter json: an object as in a session's line with `match`: `{"match":{"image":{}},"response":"O.k."}`.
    /// - Returns: its id.
    /// - Throws: ``MockControlError`` with the place of what is wrong in it.
    @discardableResult
    public func addStub(_ json: String) throws -> String {
        try add(try Self.value(json), replacing: nil).name
    }

    /// Puts a stub in the place of another one, if there is one of that id.
    ///
    /// - Throws: ``MockControlError`` with the place of what is wrong in it.
    public func setStub(_ id: String, to json: String) throws {
        _ = try add(try Self.value(json), replacing: id)
    }

    /// - Throws: ``MockControlError`` when there is none of that id.
    public func removeStub(_ id: String) throws {
        if try !resolver().stubs.remove(id) { throw MockControlError(.unknown, at: id, "there is no such stub") }
    }

    public func removeStubs() throws {
        try resolver().stubs.removeAll()
    }

    package func add(_ value: JSONValue, replacing id: String?) throws(MockControlError) -> StubTable.Entry {
        let stubs = try resolver().stubs
        let stub: MockCore.Stub
        do throws(StubError) {
            stub = try MockCore.Stub(value)
        } catch {
            throw MockControlError(error)
        }
        if let id, let own = stub.terms.id, own != id {
            throw MockControlError(.invalid, at: "/id", "is another than the one in the path")
        }
        guard let entry = stubs.add(stub, replacing: id) else { throw Self.tooMany }
        return entry
    }

    package func entry(_ id: String) throws(MockControlError) -> StubTable.Entry {
        if let entry = try resolver().stubs.entry(id) { return entry }
        throw MockControlError(.unknown, at: id, "there is no such stub")
    }

    /// A stub with its id and how often it has answered.
    package func json(_ entry: StubTable.Entry) -> JSONValue {
        var object = JSONObject()
        object["id"] = .string(entry.name)
        for member in entry.stub.source.members where member.key != "id" { object.set(member.key, to: member.value) }
        object["used"] = .number(server.resolver?.stubs.uses(of: entry) ?? 0)
        return .object(object)
    }

    static func value(_ json: String) throws(MockControlError) -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.parse(json)
        } catch {
            throw MockControlError(.invalid, "line \(error.line), column \(error.column): \(error.reason)")
        }
    }
}

extension MockControl {
    /// A scenario: what its stubs answer depends on what has happened before.
    public struct Scenario: Hashable, Sendable {
        public var name: String
        /// `Started` at first.
        public var state: String
        /// Those that stubs wait for or lead to.
        public var states: [String]
    }

    /// The scenarios that stubs have, in the order of their names.
    public var scenarios: [Scenario] {
        guard let resolver = server.resolver else { return [] }
        var states: [String: Set<String>] = [:]
        for entry in resolver.stubs.entries + (resolver.answers?.stubs.entries ?? []) {
            let terms = entry.stub.terms
            guard let name = terms.scenario else { continue }
            states[name, default: [StubTerms.firstState]].formUnion(
                [terms.whenState, terms.setState].compactMap(\.self)
            )
        }
        return states.sorted { $0.key < $1.key }.map { name, states in
            Scenario(name: name, state: resolver.scenarios.state(of: name), states: states.sorted())
        }
    }

    /// Puts a scenario into a state.
    ///
    /// - Throws: ``MockControlError`` when no stub has such a scenario.
    public func setScenario(_ name: String, to state: String) throws {
        guard scenarios.contains(where: { $0.name == name }) else {
            throw MockControlError(.unknown, at: name, "no stub has such a scenario")
        }
        try resolver().scenarios.set(name, to: state)
    }
}
