import CommandSpec
import Sessions
import Texts

/// `--sync`, of all that records.
enum SyncOption {
    static let sync = Option(
        "--sync",
        .syncPolicy,
        "Have the disk take what is recorded, against a loss of power: after each 'exchange', or within a time, 1s."
    )

    static func policy(_ arguments: ParsedArguments) -> SyncPolicy { arguments[sync] ?? .never }
}

extension ValueType<SyncPolicy> {
    fileprivate static let syncPolicy = ValueType("when", completion: .list(["exchange", "1s"])) {
        text throws(ValueError) in
        if text == "exchange" { return .eachExchange }
        guard let time = DurationText.parse(text) else {
            throw ValueError("'\(text)' is not 'exchange' or a time: 1s, 250ms")
        }
        return .within(time)
    }
}
