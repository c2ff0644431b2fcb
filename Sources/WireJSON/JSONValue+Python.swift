extension JSONValue {
    /// Python's `str` of the value that `json.loads` makes of it: of a string the string itself, of all else the `repr`.
    package var pythonStr: JSONString {
        string ?? pythonRepr
    }

    /// Python's `repr` of the value that `json.loads` makes of it: `{'foo': 1, 'b': [True, None, 2.5, "it's"]}`.
    package var pythonRepr: JSONString {
        var output: [UInt8] = []
        appendPythonRepr(to: &output)
        // Surrogates are not printable, so none are left in a repr.
        return JSONString(trusted: output, hasSurrogate: false)
    }

    package func appendPythonRepr(to output: inout [UInt8]) {
        switch self {
        case .null: output.append("None")
        case .bool(let bool): output.append(bool ? "True" : "False")
        case .number(let number): output.append(utf8: number.pythonRepr)
        case .string(let string): string.appendPythonRepr(to: &output)
        case .array(let array):
            output.append(UInt8(ascii: "["))
            var isFirst = true
            for element in array {
                if !isFirst { output.append(", ") }
                isFirst = false
                element.appendPythonRepr(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            var isFirst = true
            for member in object.members {
                if !isFirst { output.append(", ") }
                isFirst = false
                member.key.appendPythonRepr(to: &output)
                output.append(": ")
                member.value.appendPythonRepr(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }
}
