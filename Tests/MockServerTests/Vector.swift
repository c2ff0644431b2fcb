import Foundation
import Testing
import WireJSON

/// One exchange with the vendor's server, as `Wire/README.md` describes it.
struct Vector: Sendable, CustomTestStringConvertible {
    enum Outcome: Hashable, Sendable {
        case response([UInt8])
        /// With the name of the Python exception.
        case terminates(String)
        case silent
    }

    let name: String
    let request: [UInt8]
    let outcome: Outcome

    var testDescription: String { name }

    /// Whether it matters how the bytes arrive, and not only which.
    var dependsOnArrival: Bool {
        let head = request.prefix { $0 != 0x04 }
        // Alone in its read, Ctrl-Z stops the server.
        let isAlone = request.count % 1024 == 1 && request.last == 0x1A && request.count > 1
        return isAlone || request.count > 1 && request.first == 0x1A
            || request.dropFirst(head.count).contains { $0 >= 0x80 }
    }

    /// Whether it is ASCII without Ctrl-Z, with nothing behind its terminator.
    var isPlain: Bool {
        request.allSatisfy { $0 < 0x80 && $0 != 0x1A }
            && request.firstIndex(of: 0x04) ?? request.count - 1 == request.count - 1
    }

    /// Whether a character is shared by two of the server's reads.
    var straddles: Bool {
        stride(from: 1024, to: request.count, by: 1024).contains { request[$0] & 0xC0 == 0x80 }
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wire")

    /// The folder that the requests' paths are relative to.
    static let files = folder.appending(path: "fixtures").path(percentEncoded: false)

    static func load(_ name: String) throws -> [Vector] {
        try Data(contentsOf: folder.appending(path: name)).split(separator: 0x0A).map { try Vector(line: Array($0)) }
    }

    private init(line: [UInt8]) throws {
        let object = try JSONParser.parse(line)
        name = try #require(object["name"]?.text)
        if let base64 = object["request_base64"]?.text {
            request = Array(try #require(Data(base64Encoded: base64)))
        } else {
            request = Array(try #require(object["request"]?.text).utf8)
        }
        switch object["server"]?.text {
        case "terminates":
            let reason = try #require(object["reason"]?.text)
            outcome = .terminates(String(reason.prefix { $0 != ":" }))
        case "silent": outcome = .silent
        default: outcome = .response(Array(try #require(object["response"]?.text).utf8))
        }
    }
}
