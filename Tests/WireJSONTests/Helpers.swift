import WireJSON

/// Skips all of `bytes` with a scanner, which checks it without building anything.
func skip(_ bytes: [UInt8], limits: JSONLimits = .python) throws {
    try bytes.withUnsafeBufferPointer { buffer in
        var scanner = JSONScanner(buffer, limits: limits)
        try scanner.skipValue()
        try scanner.finish()
    }
}

/// The reason for which the parser refuses the bytes, nil when it takes them.
func refusal(of bytes: [UInt8], limits: JSONLimits = .python) -> JSONError.Reason? {
    do {
        _ = try JSONParser.parse(bytes, limits: limits)
        return nil
    } catch {
        return error.reason
    }
}

func refusal(of text: String, limits: JSONLimits = .python) -> JSONError.Reason? {
    refusal(of: Array(text.utf8), limits: limits)
}
