import NIOHTTP1
import WireJSON

/// The description of the interface, made of the same table that answers.
enum OpenAPI {
    static func document(version: String) -> JSONValue {
        var paths = JSONObject()
        for operation in Operations.all {
            add(operation, at: "/api/\(operation.path)", isOfServer: false, to: &paths)
            if !operation.isGlobal {
                add(operation, at: "/api/servers/{server}/\(operation.path)", isOfServer: true, to: &paths)
            }
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": "ipcsh mock control", "version": .string(version)],
            "paths": .object(paths),
            "components": ["schemas": .object(Schemas.named)],
        ]
    }

    private static func add(_ operation: Operation, at path: String, isOfServer: Bool, to paths: inout JSONObject) {
        var item = paths[JSONString(path)]?.object ?? JSONObject()
        item.set(
            JSONString(operation.method.rawValue.lowercased()),
            to: describe(operation, path, isOfServer: isOfServer)
        )
        paths.set(JSONString(path), to: .object(item))
    }

    private static func describe(_ operation: Operation, _ path: String, isOfServer: Bool) -> JSONValue {
        var object = JSONObject()
        object["summary"] = .string(operation.words)
        object["operationId"] = .string(identifier(operation, path))
        let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        let inPath = names.map { name -> JSONValue in
            [
                "name": .string(String(name)), "in": "path", "required": true,
                "schema": name == "n" ? ["type": "integer", "minimum": 1] : ["type": "string", "minLength": 1],
            ]
        }
        let inQuery = operation.parameters.map { parameter -> JSONValue in
            [
                "name": .string(parameter.name), "in": "query", "description": .string(parameter.words),
                "schema": schema(parameter.kind),
            ]
        }
        if !(inPath + inQuery).isEmpty { object["parameters"] = .array(inPath + inQuery) }
        if let body = operation.body {
            let content = body.types.map { (JSONString($0), ["schema": body.schema] as JSONValue) }
            object["requestBody"] = ["required": true, "content": .object(JSONObject(content))]
        }
        var responses = JSONObject()
        for outcome in operation.outcomes {
            var response: JSONObject = ["description": .string(outcome.words)]
            if outcome.status.code >= 400 {
                response["content"] = problem
            } else if !outcome.type.isEmpty {
                let media: JSONValue = outcome.schema.map { ["schema": $0] } ?? .object(JSONObject())
                response["content"] = .object(JSONObject([(JSONString(outcome.type), media)]))
            }
            responses.set(JSONString("\(outcome.status.code)"), to: .object(response))
        }
        let common: [(HTTPResponseStatus, String)] =
            [(.badRequest, "What is wrong, and where.")]
            + (names.isEmpty ? [] : [(.notFound, "There is no such thing.")])
            + (operation.body == nil && operation.method != .POST
                ? [] : [(.payloadTooLarge, "The body is too large."), (.unsupportedMediaType, "It is no JSON.")])
        for (status, words) in common where responses[JSONString("\(status.code)")] == nil {
            responses.set(JSONString("\(status.code)"), to: ["description": .string(words), "content": problem])
        }
        object["responses"] = .object(responses)
        return .object(object)
    }

    private static let problem: JSONValue = [
        "application/problem+json": ["schema": Schemas.reference("Problem")]
    ]

    private static func identifier(_ operation: Operation, _ path: String) -> String {
        let parts = path.split { !$0.isLetter && !$0.isNumber }.dropFirst()
        return ([operation.method.rawValue.lowercased()] + parts.map(String.init)).joined(separator: "_")
    }

    private static func schema(_ kind: Operation.Parameter.Kind) -> JSONValue {
        switch kind {
        case .text: Schemas.text
        case .number(let range):
            ["type": "integer", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
        case .flag: ["enum": ["true", "false"]]
        case .time: ["type": "string", "pattern": "^[0-9]{1,2}(ms|s)$"]
        case .word(let words): ["enum": .array(words.map { .string($0) })]
        }
    }
}
