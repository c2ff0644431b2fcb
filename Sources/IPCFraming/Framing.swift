/// What ends a message on the wire, and how much of one is accepted.
public enum Framing {
    /// EOT (Ctrl-D), the byte after a request. The vendor's description calls it EOF.
    public static let requestTerminator: UInt8 = 0x04

    /// SUB (Ctrl-Z): a request that is this one byte, alone in its packet, stops the server.
    public static let abort: UInt8 = 0x1A

    /// CR LF, the end of a response.
    public static let responseTerminator: [UInt8] = [0x0D, 0x0A]

    /// The default limit of one request or response, in bytes, terminators not counted: 16 MiB.
    public static let defaultLimit = 16 * 1024 * 1024
}
