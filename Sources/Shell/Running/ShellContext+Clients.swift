import IPCClient

extension ShellContext {
    /// Clients for so many connections to the current server. Over one connection after the other, the shell's own is
    /// used.
    func clients(_ count: Int) throws(Failure) -> [Client] {
        let client = try currentClient()
        if count == 1 { return [client] }
        return (0..<count).map { _ in
            let another = Client(client.endpoint, policy: client.policy, cancellation: cancellation)
            another.trace = client.trace
            return another
        }
    }
}
