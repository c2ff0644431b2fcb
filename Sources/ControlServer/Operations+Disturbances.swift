import MockControl
import NIOHTTP1
import WireJSON

/// How long answers take, what goes wrong, and what becomes of misses.
extension Operations {
    static let disturbances: [Operation] =
        Operation.setting(
            "faults",
            ("What goes wrong, as --fault has it.", "Sets what goes wrong; @n counts from now on."),
            Schemas.array(Schemas.text),
            show: { .array($0.faults.map { .string($0) }) },
            set: { control, value in
                guard let array = value.array else { throw Problem(.badRequest, "is a list of texts", pointer: "") }
                var faults: [String] = []
                for (index, value) in array.enumerated() {
                    guard let text = value.text else { throw Problem(.badRequest, "is a text", pointer: "/\(index)") }
                    faults.append(text)
                }
                try control.setFaults(faults)
            }
        )
        + text(
            "latency",
            "How long answers take, as --latency has it; null for no time.",
            show: { $0.latency },
            set: { try $0.setLatency($1) }
        )
        + text(
            "on-miss",
            "What becomes of a request that nothing answers: builtin, error, close, forward:ENDPOINT, record:ENDPOINT.",
            show: { $0.onMiss },
            set: { try $0.setOnMiss($1 ?? "builtin") }
        )

    /// A setting that is a text, or null.
    private static func text(
        _ path: String,
        _ words: String,
        show: @escaping @Sendable (MockControl) -> String?,
        set: @escaping @Sendable (MockControl, String?) throws -> Void
    ) -> [Operation] {
        Operation.setting(
            path,
            (words, words),
            ["type": ["string", "null"]],
            show: { show($0).map { .string($0) } ?? .null },
            set: { control, value in
                guard value.isNull || value.text != nil else {
                    throw Problem(.badRequest, "is a text or null", pointer: "")
                }
                try set(control, value.text)
            }
        )
    }
}
