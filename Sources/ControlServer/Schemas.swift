import WireJSON

/// What JSON the interface takes and gives, as JSON Schema (2020-12) has it.
enum Schemas {
    static let text: JSONValue = ["type": "string"]
    static let count: JSONValue = ["type": "integer", "minimum": 0]

    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    static func object(_ members: [(JSONString, JSONValue)], required: [String]? = nil) -> JSONValue {
        let names = required ?? members.map { $0.0.lossyText }
        return [
            "type": "object", "properties": .object(JSONObject(members)), "required": .array(names.map { .string($0) }),
        ]
    }

    static func array(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }

    /// Several messages for one request.
    private static let messages: JSONValue = [
        "type": "array",
        "items": [
            "oneOf": [text, object([("text", text), ("base64", text), ("ms", ["type": "number"])], required: [])]
        ],
    ]

    static let sent = object([("sent", count)])

    static let named: JSONObject = [
        "Problem": object(
            [
                ("type", text), ("title", text), ("status", count), ("detail", text), ("pointer", text),
                ("line", count),
                ("column", count), ("count", count),
            ],
            required: ["type", "title", "status", "detail"]
        ),
        "Status": object([
            ("version", text), ("endpoints", array(text)), ("exchanges", count), ("misses", count), ("faults", count),
            ("connections", count), ("kept", count), ("down", ["type": "boolean"]), ("uptime_s", ["type": "number"]),
        ]),
        "Exchange": object(
            [
                ("n", count), ("request", true), ("request_base64", text), ("request_end", text), ("response", text),
                ("response_base64", text), ("response_end", text), ("error", text), ("gap", ["type": "number"]),
                ("ms", ["type": "number"]), ("source", text), ("source_name", text), ("outcome", text), ("time", text),
                ("miss", text), ("closest", reference("Closest")),
            ],
            required: ["n", "source", "outcome", "time", "ms"]
        ),
        "Closest": object(
            [
                ("recording", count), ("stub", text),
                (
                    "differences",
                    array(object([("pointer", text), ("wanted", true), ("actual", true)], required: ["pointer"]))
                ),
            ],
            required: ["differences"]
        ),
        "Exchanges": object([("total", count), ("exchanges", array(reference("Exchange")))]),
        "Count": object([("count", count)]),
        "Answer": [
            "oneOf": [
                text,
                object(
                    [
                        ("response", text), ("response_base64", text), ("messages", messages), ("error", text),
                        ("latency", text), ("fault", text),
                    ],
                    required: []
                ),
            ]
        ],
        "Stub": object(
            [
                ("id", text), ("match", true), ("response", text), ("response_base64", text), ("messages", messages),
                ("response_end", ["enum": ["no-crlf", "no-close", "more", "binary"]]), ("error", text),
                ("responses", ["type": "array", "minItems": 1, "items": reference("Answer")]),
                ("priority", ["type": "integer", "minimum": 1]), ("times", ["type": "integer", "minimum": 1]),
                ("scenario", text), ("whenState", text), ("setState", text), ("latency", text), ("fault", text),
                ("used", count),
            ],
            required: ["match"]
        ),
        "Stubs": object([("stubs", array(reference("Stub")))]),
        "Scenario": object([("name", text), ("state", text), ("states", array(text))]),
        "Scenarios": object([("scenarios", array(reference("Scenario")))]),
        "Project": object([
            ("series", array(["type": "object"])), ("elements", array(["type": "object"])), ("images", count),
            ("files", count), ("uncategorized", count),
        ]),
        "Server": object([("id", text), ("endpoint", text)]),
        "Servers": object([("servers", array(reference("Server")))]),
        "Connections": object([("connections", array(count))]),
    ]
}
