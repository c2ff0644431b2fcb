import Platform
package import Texts
package import WireJSON

/// A report that was written before, to be merged with others.
package struct ReportDocument {
    package enum Content {
        case cases([CaseResult])
        /// A load test, as `bench --report json` wrote it.
        case bench(JSONValue)
    }

    /// Larger ones are for other tools.
    private static let longest = 1 << 30

    package let path: String
    package let content: Content
    /// What made it, when and where; empty where the report does not say.
    package let command: String
    package let created: String
    package let host: String

    /// - Throws: ``Failure`` when it cannot be read, or is no report that can be merged.
    package init(_ path: String) throws(Failure) {
        let bytes = try Self.bytes(path)
        self.path = path
        let start = bytes.drop { $0 == 0x20 || 0x09...0x0D ~= $0 }
        if start.first == UInt8(ascii: "<") {
            guard !Self.isPage(start) else {
                throw .usage("\(path) is a page for people; write json:FILE beside it, which can be merged into a page")
            }
            do throws(JUnitReader.Malformed) {
                let suites = try JUnitReader.read(bytes)
                content = .cases(suites.cases)
                (command, created, host) = (suites.command, suites.created, suites.host)
            } catch {
                throw .usage("\(path): not a JUnit report: \(error.reason)")
            }
            return
        }
        guard let value = try? JSONParser.parse(bytes, limits: .standard) else {
            throw .usage("\(path): neither a JSON nor a JUnit report (TAP cannot be merged)")
        }
        if value["ipcsh_bench"]?.int == 1 {
            content = .bench(value)
        } else if value["ipcsh_report"]?.int == 1, let values = value["cases"]?.array {
            var cases: [CaseResult] = []
            for value in values {
                guard let result = ReportedCase.read(value) else {
                    throw .usage("\(path): case \(cases.count + 1) is not as 'ipcsh --report json' writes it")
                }
                cases.append(result)
            }
            content = .cases(cases)
        } else {
            throw .usage("\(path): JSON, but no report of ipcsh")
        }
        func text(_ key: JSONString) -> String { value[key]?.string?.lossyText ?? "" }
        (command, created, host) = (text("command"), text("created"), text("host"))
    }

    private static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        let bytes: [UInt8]?
        let isRegular: Bool
        do throws(SystemError) {
            let file = try Descriptor(path: path, O_RDONLY | O_NONBLOCK)
            isRegular = FileStatus(descriptor: file.number)?.kind == .regular
            bytes = isRegular ? try Descriptor.readAll(from: file.number, limit: longest) : nil
        } catch {
            throw Failure(.exchangeFailed, "\(TerminalText.name(path)) cannot be read: \(error.reason)")
        }
        guard isRegular else { throw .usage("\(TerminalText.name(path)) is not a regular file") }
        guard let bytes else { throw Failure(.exchangeFailed, "\(path) is larger than \(longest >> 30) GiB") }
        return bytes
    }

    private static func isPage(_ bytes: ArraySlice<UInt8>) -> Bool {
        String(decoding: bytes.prefix(15), as: UTF8.self).lowercased() == "<!doctype html>"
    }
}
