import IPCFraming
import NIOHTTP1

/// Who may call: web pages of others must not, by whatever name they reach this machine.
struct Gate: Sendable {
    /// The names that the interface is reached by, in lower case.
    private let names: Set<String>
    /// Whether it listens for other machines, which may use any of this one's addresses.
    private let takesAddresses: Bool
    private let token: [UInt8]?

    /// - Parameters:
    ///   - host: what it was told to listen on.
    ///   - isLocal: whether that is this machine's alone.
    init(host: String, isLocal: Bool, token: String?) {
        names = ["localhost", "127.0.0.1", "[::1]", host.lowercased(), "[\(host.lowercased())]"]
        takesAddresses = !isLocal
        self.token = token.map { Array($0.utf8) }
    }

    /// - Parameter needsToken: whether it is more than the page itself.
    /// - Returns: why a call is refused; `nil` when it is not.
    func objection(to head: HTTPRequestHead, needsToken: Bool) -> Problem? {
        let hosts = head.headers["host"]
        guard hosts.count == 1, let host = hosts.first else { return Problem(.badRequest, "a request has one 'Host'") }
        guard isOwn(host) else {
            return Problem(.forbidden, "'Host: \(host.prefix(100))' is not where this server listens")
        }
        if let origin = head.headers.first(name: "origin"), origin.lowercased() != "http://\(host.lowercased())" {
            return Problem(.forbidden, "a page of another origin may not call: \(origin.prefix(100))")
        }
        if needsToken, let token {
            let given = head.headers.first(name: "authorization") ?? ""
            guard Self.areEqual(Array(given.utf8), Array("Bearer ".utf8) + token) else {
                var problem = Problem(
                    .unauthorized,
                    "the token of --control-token is missing: 'Authorization: Bearer ...'"
                )
                problem.fields = [("WWW-Authenticate", "Bearer")]
                return problem
            }
        }
        return nil
    }

    private func isOwn(_ host: String) -> Bool {
        guard let name = Self.name(host)?.lowercased() else { return false }
        if names.contains(name) { return true }
        // A name of another's could be made to lead here; an address cannot.
        return takesAddresses
            && (name.hasPrefix("[") || name.utf8.allSatisfy { $0 == UInt8(ascii: ".") || 0x30...0x39 ~= $0 })
    }

    /// Without the port; `nil` when what stands behind the name is none.
    private static func name(_ host: String) -> Substring? {
        let end = host.hasPrefix("[") ? host.firstIndex(of: "]").map(host.index(after:)) : host.firstIndex(of: ":")
        let name = host[..<(end ?? host.endIndex)]
        let rest = host[name.endIndex...]
        let isPort = rest.first == ":" && rest.utf8.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
        return rest.isEmpty || isPort ? name : nil
    }

    /// In a time that does not tell where they differ.
    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
    }
}
