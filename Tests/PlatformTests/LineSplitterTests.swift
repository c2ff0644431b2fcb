import Platform
import TestSupport
import Testing

@Suite struct LineSplitterTests {
    /// What comes out of pieces: lines, with a `~` behind one without LF, and `<...>` around one that is too long.
    private static func lines(_ pieces: [ArraySlice<UInt8>], longest: Int) -> [String] {
        var splitter = LineSplitter(longest: longest)
        var lines: [String] = []
        var skipped: String?
        func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
        func drain(atEnd: Bool) {
            while true {
                if let start = skipped {
                    let isEnd = splitter.skip()
                    let all = start + text(splitter.line)
                    if !isEnd, !atEnd {
                        skipped = all
                        return
                    }
                    lines.append("<\(all)>")
                    skipped = nil
                }
                switch splitter.advance(atEnd: atEnd) {
                case .line: lines.append(text(splitter.line) + (splitter.isWhole ? "" : "~"))
                case .needsMore: return
                case .tooLong: skipped = ""
                }
            }
        }
        for piece in pieces {
            piece.withUnsafeBytes { splitter.append($0) }
            drain(atEnd: false)
        }
        drain(atEnd: true)
        return lines
    }

    @Test(
        "Lines are the same however the bytes come in pieces",
        arguments: [
            ("", []), ("a", ["a~"]), ("a\n", ["a"]), ("\n", [""]), ("\n\n", ["", ""]), ("a\nb", ["a", "b~"]),
            ("ab\n\ncd\n", ["ab", "", "cd"]), ("1234\n", ["1234"]), ("1234", ["1234~"]),
            ("12345\n", ["<12345\n>"]), ("12345", ["<12345>"]), ("a\n1234567\nb\n", ["a", "<1234567\n>", "b"]),
            ("12345\n12345\n1\n", ["<12345\n>", "<12345\n>", "1"]), ("a\r\nb\r\n", ["a\r", "b\r"]),
        ] as [(String, [String])]
    )
    func cuts(text: String, expected: [String]) {
        let bytes = Array(text.utf8)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let pieces = [bytes[..<first], bytes[first..<second], bytes[second...]]
                #expect(Self.lines(pieces, longest: 4) == expected, "cut at \(first) and \(second)")
            }
        }
        #expect(Self.lines(bytes.indices.map { bytes[$0...$0] }, longest: 4) == expected, "byte by byte")
    }

    @Test func `a descriptor is read to its end, and what the system says is the error`() throws {
        var splitter = LineSplitter(longest: 10)
        let pipe = try Pipe()
        #expect(throws: Platform.SystemError(code: EAGAIN)) {
            try splitter.read(from: pipe.reading.number, atMost: 4)
        }
        try TemporaryDirectory.with { folder in
            let file = try Descriptor(path: folder.write("f", "ab\ncd"), O_RDONLY)
            #expect(try splitter.read(from: file.number, atMost: 4) == 4)
            #expect(splitter.advance(atEnd: false) == .line)
            #expect(Array(splitter.line) == Array("ab".utf8))
            #expect(splitter.advance(atEnd: false) == .needsMore)
            #expect(try splitter.read(from: file.number, atMost: 4) == 1)
            #expect(try splitter.read(from: file.number, atMost: 4) == 0)
            #expect(splitter.advance(atEnd: true) == .line)
            #expect(Array(splitter.line) == Array("cd".utf8))
            #expect(!splitter.isWhole)
            #expect(splitter.advance(atEnd: true) == .needsMore)
        }
    }

    @Test("Lines are read backwards, too", arguments: ["", "\n", "a", "a\n", "a\n\nbc\n", "x\nyz", "1234\n1234"])
    func backwards(text: String) throws {
        try TemporaryDirectory.with { folder in
            let file = try Descriptor(path: folder.write("f", text), O_RDONLY)
            var reader = BackwardLineReader(file.number, size: text.utf8.count, longest: 4)
            var lines: [String] = []
            while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
            #expect(lines.reversed() == text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
    }

    @Test func `a line that is too long, and a file that is shorter than it was, are errors`() throws {
        try TemporaryDirectory.with { folder in
            let file = try Descriptor(path: folder.write("f", "12345\n1\n"), O_RDONLY)
            var reader = BackwardLineReader(file.number, size: 8, longest: 4)
            #expect(try reader.next() == [] && reader.next() == Array("1".utf8))
            #expect(throws: BackwardLineReader.Failure.lineTooLong) { try reader.next() }
            var shorter = BackwardLineReader(file.number, size: 9, longest: 4)
            #expect(throws: BackwardLineReader.Failure.fileBecameShorter) { try shorter.next() }
            var closed = BackwardLineReader(-1, size: 9, longest: 4)
            #expect(throws: BackwardLineReader.Failure.system(Platform.SystemError(code: EBADF))) { try closed.next() }
        }
    }
}
