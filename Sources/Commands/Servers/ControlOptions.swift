package import CommandSpec
import IPCFraming
import MockServer
package import Operations
package import Texts

/// Where other programs can look at a server, and change what it does.
package enum ControlOptions {
    private static let control = Option(
        "--control",
        .endpoint,
        """
        Serve an HTTP interface for tests, and a page for people, on HOST:PORT; port 0 is a free one, which --ready-file \
        tells.
        """
    )
    private static let token = Option(
        "--control-token",
        .text("token"),
        "What callers of --control have to send as 'Authorization: Bearer TOKEN' (or @FILE); needed for other machines."
    )

    static let group = OptionGroup("Control", [control, token])

    /// - Returns: `nil` when nobody is to control it.
    package static func options(_ arguments: ParsedArguments) throws(Failure) -> ControlInterface.Options? {
        guard let endpoint = arguments[control] else {
            if arguments[token] != nil { throw .usage("--control-token goes with --control HOST:PORT") }
            return nil
        }
        guard case .tcp = endpoint else { throw .usage("--control: \(endpoint) is no HOST:PORT") }
        var secret = arguments[token]
        if let text = secret, text.hasPrefix("@") {
            let bytes = try TextFile.bytes(String(text.dropFirst()))
            secret = String(
                decoding: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") },
                as: UTF8.self
            )
        }
        if secret?.isEmpty == true { throw .usage("--control-token: it is empty") }
        if secret == nil, !endpoint.isLocal {
            throw .usage(
                "--control: \(endpoint) can be reached from other machines: --control-token TOKEN is needed, or 127.0.0.1"
            )
        }
        return ControlInterface.Options(endpoint, token: secret)
    }
}
