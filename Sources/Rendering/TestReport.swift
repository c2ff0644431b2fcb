package import Operations
import Texts
import WireJSON

/// How a script or a session of a test run came out; what it put out, if it did not pass.
extension TestRun.FileResult: Renderable {
    package func lines(_ style: TextStyle) -> [String] {
        let word = status == .ok ? style.styled("ok  ", .good) : style.styled("FAIL", .bad)
        let time = Decimal.text(duration / .seconds(1), fractionDigits: 2)
        let counted = "\(exchanges) \(exchanges == 1 ? "exchange" : "exchanges")"
        var lines = ["\(word)  \(TerminalText.escaped(file))  \(counted)  \(time) s"]
        if status != .ok { lines += output.split(separator: "\n").map { "      \(style.safe(String($0)))" } }
        return lines
    }

    package var jsonLines: [UInt8] {
        var object: JSONObject = [
            "file": .string(file), "passed": .bool(status == .ok), "status": .number(Int(status.rawValue)),
            "exchanges": .number(exchanges), "seconds": .number(duration / .seconds(1)),
        ]
        if status != .ok { object["output"] = .string(output) }
        return object.line
    }
}

extension TestRun.Summary: Renderable {
    package func lines(_ style: TextStyle) -> [String] {
        var parts = ["\(passed) of \(files) passed"]
        if failed > 0 { parts.append("\(failed) failed") }
        let left = files - passed - failed
        if left > 0 { parts.append("\(left) not run") }
        return ["\(parts.joined(separator: ", ")) in \(Decimal.text(duration / .seconds(1), fractionDigits: 2)) s"]
    }

    package var jsonLines: [UInt8] {
        let counts: JSONObject = [
            "files": .number(files), "passed": .number(passed), "failed": .number(failed),
            "seconds": .number(duration / .seconds(1)),
        ]
        return (["summary": .object(counts)] as JSONObject).line
    }
}
