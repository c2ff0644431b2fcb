import MockControl
import NIOHTTP1
import WireJSON

/// What most calls are.
extension Operation {
    /// A call that shows something.
    ///
    /// - Parameter outcome: what it shows.
    static func show(
        _ path: String,
        _ words: String,
        parameters: [Parameter] = [],
        _ outcome: Outcome,
        fails: [Outcome] = [],
        isGlobal: Bool = false,
        _ run: @escaping @Sendable (Call) throws -> JSONValue
    ) -> Operation {
        Operation(
            method: .GET,
            path: path,
            words: words,
            parameters: parameters,
            outcomes: [outcome] + fails,
            isGlobal: isGlobal
        ) { call in .json(try run(call)) }
    }

    /// A call that does something, and has nothing to say about it.
    static func act(
        _ method: HTTPMethod,
        _ path: String,
        _ words: String,
        body: Body? = nil,
        fails: [Outcome] = [],
        isGlobal: Bool = false,
        _ run: @escaping @Sendable (Call) throws -> Void
    ) -> Operation {
        Operation(
            method: method,
            path: path,
            words: words,
            body: body,
            outcomes: [.done] + fails,
            isGlobal: isGlobal
        ) { call in
            try run(call)
            return .noContent
        }
    }

    /// A call that makes something of a body, which it shows then with its place.
    ///
    /// - Parameter run: the name behind its path, and what it is.
    static func make(
        _ path: String,
        _ words: String,
        body: Body,
        _ outcome: Outcome,
        isGlobal: Bool = false,
        _ run: @escaping @Sendable (Call) throws -> (name: String, value: JSONValue)
    ) -> Operation {
        Operation(
            method: .POST,
            path: path,
            words: words,
            body: body,
            outcomes: [outcome, .conflict],
            isGlobal: isGlobal
        ) { call in
            let (name, value) = try run(call)
            var response = Response.json(value, .created)
            response.fields = [("Location", "/api/\(path)/\(PercentEncoding.encode(name))")]
            return response
        }
    }

    /// Two calls: one shows something, the other sets it, and shows what is set then.
    static func setting(
        _ path: String,
        _ words: (show: String, set: String),
        _ schema: JSONValue,
        show: @escaping @Sendable (MockControl) -> JSONValue,
        set: @escaping @Sendable (MockControl, JSONValue) throws -> Void
    ) -> [Operation] {
        let outcome = Outcome(status: .ok, words: "What is set.", schema: schema)
        let setting = Operation(
            method: .PUT,
            path: path,
            words: words.set,
            body: Body(schema: schema),
            outcomes: [outcome, .conflict]
        ) { call in
            try set(call.control, try call.request.json())
            return .json(show(call.control))
        }
        return [Operation.show(path, words.show, outcome) { call in show(call.control) }, setting]
    }
}

extension Operation.Outcome {
    static let done = Self(status: .noContent, words: "Done.", type: "")
    static let unknown = Self(status: .notFound, words: "There is none of that name.")
    static let conflict = Self(status: .conflict, words: "It cannot do that, or not now.")

    /// A value of a schema that has a name.
    static func json(_ schema: String, _ words: String, _ status: HTTPResponseStatus = .ok) -> Self {
        Self(status: status, words: words, schema: Schemas.reference(schema))
    }
}
