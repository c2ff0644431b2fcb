/// What two sides have agreed about compression: permessage-deflate (RFC 7692).
public struct WebSocketDeflate: Hashable, Sendable {
    /// The name of the extension.
    static let name = "permessage-deflate"
    /// The window that the vendor's servers agree to at the most, in bits, for either side.
    static let vendorWindowBits = 12
    /// zlib, and so the vendor's servers, cannot make a stream with a window of 8.
    private static let smallestOwnWindow = 9

    /// Whether the server compresses each message on its own.
    public var serverNoContextTakeover = false
    /// Whether the client compresses each message on its own.
    public var clientNoContextTakeover = false
    /// The largest window of the server, 8 to 15 bits; `nil` when nothing was said.
    public var serverMaxWindowBits: Int?
    /// The largest window of the client.
    public var clientMaxWindowBits: Int?
    /// In an offer: the client takes the window that the server says.
    private var clientLetsServerChoose = false

    /// Nothing said.
    public init() {}

    /// What the vendor's clients offer.
    public static let vendorOffer = {
        var offer = WebSocketDeflate()
        offer.clientLetsServerChoose = true
        return offer
    }()

    /// Reads the parameters of an offer or of an answer.
    ///
    /// - Returns: `nil` when one of them is unknown, wrong, or there twice.
    init?(_ parameters: [WebSocketExtension.Parameter], isOffer: Bool) {
        var seen: Set<String> = []
        for parameter in parameters {
            guard seen.insert(parameter.name).inserted else { return nil }
            switch (parameter.name, parameter.value) {
            case ("server_no_context_takeover", nil): serverNoContextTakeover = true
            case ("client_no_context_takeover", nil): clientNoContextTakeover = true
            case ("client_max_window_bits", nil) where isOffer: clientLetsServerChoose = true
            case ("server_max_window_bits", let value?):
                guard let bits = Self.bits(value) else { return nil }
                serverMaxWindowBits = bits
            case ("client_max_window_bits", let value?):
                guard let bits = Self.bits(value) else { return nil }
                clientMaxWindowBits = bits
            default: return nil
            }
        }
    }

    private static func bits(_ text: String) -> Int? {
        // `Int` alone would take "+9" and "09".
        guard let bits = Int(text), (8...15).contains(bits), String(bits) == text else { return nil }
        return bits
    }

    /// What the vendor's servers make of an offer.
    ///
    /// - Returns: `nil` when they decline it.
    var vendorAnswer: WebSocketDeflate? {
        var answer = self
        answer.serverMaxWindowBits = min(serverMaxWindowBits ?? 15, Self.vendorWindowBits)
        if answer.serverMaxWindowBits == 8 { return nil }
        if clientLetsServerChoose {
            answer.clientMaxWindowBits = Self.vendorWindowBits
            answer.clientLetsServerChoose = false
        } else {
            answer.clientMaxWindowBits = clientMaxWindowBits.map { min($0, Self.vendorWindowBits) }
        }
        return answer
    }

    /// Whether a client that has offered this can keep to an answer.
    func accepts(_ answer: WebSocketDeflate) -> Bool {
        // What was not offered cannot be asked for; a smaller window of the server's is its own matter.
        let asksForWindow = answer.clientMaxWindowBits != nil
        guard !asksForWindow || clientLetsServerChoose || clientMaxWindowBits != nil else { return false }
        guard (answer.clientMaxWindowBits ?? 15) >= Self.smallestOwnWindow else { return false }
        guard !serverNoContextTakeover || answer.serverNoContextTakeover else { return false }
        return (answer.serverMaxWindowBits ?? 15) <= (serverMaxWindowBits ?? 15)
    }

    /// Whether messages of a side refer to those before them.
    func keepsContext(of role: WebSocketRole) -> Bool {
        role == .client ? !clientNoContextTakeover : !serverNoContextTakeover
    }

    /// The largest window of a side.
    func windowBits(of role: WebSocketRole) -> Int {
        (role == .client ? clientMaxWindowBits : serverMaxWindowBits) ?? 15
    }
}

extension WebSocketDeflate: CustomStringConvertible {
    /// As it stands in a handshake.
    public var description: String {
        var parts = [Self.name]
        if serverNoContextTakeover { parts.append("server_no_context_takeover") }
        if clientNoContextTakeover { parts.append("client_no_context_takeover") }
        if let serverMaxWindowBits { parts.append("server_max_window_bits=\(serverMaxWindowBits)") }
        if clientLetsServerChoose { parts.append("client_max_window_bits") }
        if let clientMaxWindowBits { parts.append("client_max_window_bits=\(clientMaxWindowBits)") }
        return parts.joined(separator: "; ")
    }
}
