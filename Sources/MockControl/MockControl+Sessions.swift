import IPCFraming
import MockServer
import Platform
import Sessions
import Texts
import WireJSON

extension MockControl {
    /// Serves a recording in the place of all that is served.
    ///
    /// - Parameter session: the lines of a session file, its header first. They are checked whole before anything changes.
    /// - Throws: ``MockControlError`` with the line that cannot be used.
    public func serve(session: String) throws {
        try serve(Array(session.utf8))
    }

    package func serve(_ bytes: [UInt8]) throws(MockControlError) {
        _ = try resolver()
        let path: String
        do throws(SystemError) {
            let file = try TemporaryFile(prefix: "\(Self.temporaryFolder)/ipcsh-session-")
            path = file.path
            let isWhole = bytes.last == UInt8(ascii: "\n")
            try Descriptor.write(isWhole ? bytes : bytes + [UInt8(ascii: "\n")], to: file.descriptor.number)
        } catch {
            throw MockControlError(.conflict, "a file for the session cannot be written: \(error.reason)")
        }
        defer { unlink(path) }
        do throws(SessionError) {
            try server.serve(path)
        } catch {
            throw MockControlError(.invalid, at: error.line.map { "line \($0)" } ?? "", error.reason)
        }
    }

    private static var temporaryFolder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

    /// Serves no recording any more.
    public func serveNothing() throws {
        _ = try resolver()
        server.serveNothing()
    }

    /// The exchanges that are kept, as a session file.
    public var session: String { String(decoding: sessionBytes(), as: UTF8.self) }

    package func sessionBytes() -> [UInt8] {
        var header = server.header
        header.created = Timestamp.now.iso8601
        if let redaction = server.redaction { header.rule = redaction.applied(to: header.rule) }
        if let redaction = server.redaction { header.others["redacted"] = redaction.marks }
        var bytes = header.line + [UInt8(ascii: "\n")]
        var place = 0
        var number = 0
        while true {
            let page = log.page(after: place).exchanges
            guard let last = page.last else { break }
            for exchange in page {
                number += 1
                let recorded = exchange.recorded
                let line = PreparedLine(recorded, server.redaction)
                line.append(to: &bytes, number: number, gap: recorded.gap, milliseconds: recorded.milliseconds)
                bytes.append(UInt8(ascii: "\n"))
            }
            place = last.sequence
        }
        return bytes
    }
}
