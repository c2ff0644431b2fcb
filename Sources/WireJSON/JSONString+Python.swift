extension JSONString {
    /// Python's `repr` of the string: in single quotes unless it has these and no double ones, and with all escaped
    /// that `str.isprintable` does not call printable. (`unicode_repr` in CPython's `Objects/unicodeobject.c`)
    package var pythonRepr: String {
        var output: [UInt8] = []
        appendPythonRepr(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    func appendPythonRepr(to output: inout [UInt8]) {
        withBytes { bytes in
            let quote: UInt8 =
                bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\""))
                ? UInt8(ascii: "\"") : UInt8(ascii: "'")
            output.append(quote)
            var offset = 0
            while offset < bytes.count {
                let codePoint = UTF8Bytes.codePoint(in: bytes, at: offset)
                Self.appendPythonRepr(of: codePoint, quote: UInt32(quote), to: &output)
                offset += UTF8Bytes.length(of: codePoint)
            }
            output.append(quote)
        }
    }

    private static func appendPythonRepr(of codePoint: UInt32, quote: UInt32, to output: inout [UInt8]) {
        switch codePoint {
        case quote, 0x5C:
            output.append(UInt8(ascii: "\\"))
            UTF8Bytes.append(codePoint, to: &output)
        case 0x09: output.append("\\t")
        case 0x0A: output.append("\\n")
        case 0x0D: output.append("\\r")
        case 0x20..<0x7F:
            UTF8Bytes.append(codePoint, to: &output)
        case _ where PythonPrintable.contains(codePoint):
            UTF8Bytes.append(codePoint, to: &output)
        case 0..<0x100:
            output.append("\\x")
            Hexadecimal.append(codePoint, digits: 2, to: &output)
        case 0..<0x1_0000:
            output.append("\\u")
            Hexadecimal.append(codePoint, digits: 4, to: &output)
        default:
            output.append("\\U")
            Hexadecimal.append(codePoint, digits: 8, to: &output)
        }
    }
}
