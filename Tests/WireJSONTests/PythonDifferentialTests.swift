import Testing
import WireJSON

@Suite struct PythonDifferentialTests {
    /// The lines of the fixture, read with the parser under test: a fault in it shows in what is compared below.
    static let records = pythonDocuments.split(separator: "\n").compactMap { try? JSONParser.parse(String($0)) }

    @Test func `the fixture is read completely`() {
        #expect(Self.records.count == 500)
    }

    @Test(arguments: records.indices) func `a random document is to us what it is to Python`(index: Int) throws {
        let record = Self.records[index]
        let bytes = try #require(record["text"]?.string?.bytes ?? record["hex"]?.text.map(bytes(fromHexadecimal:)))
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes, limits: .python)
        } catch {
            let expected = record["error"]?.text
            switch error.reason {
            case .invalidUTF8: #expect(expected == "UnicodeDecodeError")
            case .integerTooLong: #expect(expected == "ValueError")
            case .tooDeep: #expect(expected == "RecursionError")
            default: #expect(expected == "JSONDecodeError", "\(error)")
            }
            #expect(JSONValue.canonicalForm(of: bytes) == nil)
            return
        }
        #expect(record["error"] == nil)
        #expect(value.pythonStr == record["str"]?.string)
        // Python writes halves of surrogate pairs and levels without number; other programs do not read them.
        let isCanonical = record["canonical"] != nil && !value.hasLoneSurrogate && value.depth <= 250
        #expect((JSONValue.canonicalForm(of: bytes) != nil) == isCanonical)
        let dumps = record["dumps"]?.string ?? JSONString(String(decoding: bytes, as: UTF8.self))
        #expect(JSONWriter.canonical.text(of: withPythonNumbers(value)) == dumps.text)
        #expect(try JSONParser.parse(JSONWriter.compact.bytes(of: value)) == value)
        #expect(throws: Never.self) { try skip(bytes) }
    }

    private func withPythonNumbers(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number(let number): JSONNumber(literal: number.pythonDumps).map { .number($0) } ?? .null
        case .array(let array): .array(array.map(withPythonNumbers))
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, withPythonNumbers($0.value)) }))
        case .null, .bool, .string: value
        }
    }

    private func bytes(fromHexadecimal text: String) -> [UInt8] {
        stride(from: 0, to: text.utf8.count, by: 2).compactMap { UInt8(text.dropFirst($0).prefix(2), radix: 16) }
    }
}

extension JSONValue {
    fileprivate var hasLoneSurrogate: Bool {
        switch self {
        case .null, .bool, .number: false
        case .string(let string): string.hasLoneSurrogate
        case .array(let array): array.contains(where: \.hasLoneSurrogate)
        case .object(let object): object.members.contains { $0.key.hasLoneSurrogate || $0.value.hasLoneSurrogate }
        }
    }

    fileprivate var depth: Int {
        switch self {
        case .null, .bool, .number, .string: 0
        case .array(let array): 1 + (array.map(\.depth).max() ?? 0)
        case .object(let object): 1 + (object.members.map(\.value.depth).max() ?? 0)
        }
    }
}
