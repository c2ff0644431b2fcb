import CLibEdit
import Platform
import Texts

extension LineEditor {
    /// The Tab key; returns what libedit has to do next.
    func completeWord() -> UInt8 {
        guard let editLine, let complete else { return UInt8(CC_ERROR) }
        let (scalars, cursor) = typed
        let line = String(String.UnicodeScalarView(scalars))
        let offset = scalars.prefix(cursor).reduce(0) { $0 + UTF8.width($1) }
        let completion = complete(line, offset)
        let part = Self.scalarRange(completion.replace, in: scalars)
        let current = String(String.UnicodeScalarView(scalars[part]))

        if completion.candidates.isEmpty {
            guard let usage = completion.usage else { return UInt8(CC_ERROR) }  // beeps
            show([TerminalText.escaped(usage)])
            return UInt8(CC_NORM)
        }
        if completion.candidates.count == 1 {
            let candidate = completion.candidates[0]
            replace(part, by: candidate.insertion, cursor: cursor)
            if candidate.isFinal {
                // Over a space that is there already.
                if scalars[part.upperBound...].first == " " { el_cursor(editLine, 1) } else { insert(" ") }
            }
            return UInt8(CC_NORM)
        }
        let prefix = completion.commonPrefix
        // Never shortens what was typed: insertions may be quoted in different ways and share nothing.
        if prefix.utf8.count > current.utf8.count {
            replace(part, by: prefix, cursor: cursor)
            return UInt8(CC_NORM)
        }
        show(CandidateList(completion.candidates, columns: columns).rows)
        return UInt8(CC_NORM)
    }

    /// Prints rows below the line, which is drawn again below them.
    func show(_ rows: [String]) {
        show()
        leaveLine()
        send(rows.map { $0 + "\n" }.joined())
    }

    private func replace(_ part: Range<Int>, by text: String, cursor: Int) {
        guard let editLine else { return }
        el_cursor(editLine, Int32(clamping: part.upperBound - cursor))
        el_deletestr(editLine, Int32(clamping: part.count))
        insert(text)
    }

    func insert(_ text: String) {
        guard let editLine else { return }
        let characters = text.unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
        el_winsertstr(editLine, characters)
    }

    /// Offsets in UTF-8, cut to the line and moved down to where a scalar starts, as indices of scalars.
    private static func scalarRange(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Range<Int> {
        func index(of offset: Int) -> Int {
            var rest = offset
            return scalars.prefix {
                rest -= UTF8.width($0)
                return rest >= 0
            }.count
        }
        return index(of: range.lowerBound)..<index(of: range.upperBound)
    }
}
