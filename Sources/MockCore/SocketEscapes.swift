import InspectProtocol
import WireJSON

/// Keeps a message whole on its way to a socket server, which decodes each of its reads on its own and does not live through
/// a character that two of them share. A WebSocket server takes it.
enum SocketEscapes {
    private static let digits = Array("0123456789abcdef".utf8)

    static func areNeeded(in message: [UInt8]) -> Bool {
        stride(from: ServerReads.size, to: message.count, by: ServerReads.size).contains { message[$0] & 0xC0 == 0x80 }
    }

    /// The same JSON in ASCII, its other characters as `\uXXXX`; `nil` when it is none.
    static func applied(to message: [UInt8]) -> [UInt8]? {
        // Beyond its strings JSON has ASCII alone, and within them an escape stands for its character.
        guard (try? JSONParser.parse(message, limits: .python)) != nil else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(2 * message.count)
        for unit in String(decoding: message, as: UTF8.self).utf16 {
            if let ascii = UInt8(exactly: unit), ascii < 0x80 {
                result.append(ascii)
            } else {
                result += Array("\\u".utf8)
                for shift in [12, 8, 4, 0] { result.append(digits[Int(unit >> shift) & 0xF]) }
            }
        }
        return result
    }
}
