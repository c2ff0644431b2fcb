/// One element of a `Sec-WebSocket-Extensions` field (RFC 6455, section 9.1).
struct WebSocketExtension: Hashable {
    struct Parameter: Hashable {
        var name: String
        var value: String?
    }

    var name: String
    var parameters: [Parameter] = []

    /// Reads a field's value.
    ///
    /// - Returns: `nil` when it is not well-formed.
    static func list(_ text: String) -> [WebSocketExtension]? {
        var elements: [WebSocketExtension] = []
        for element in text.split(separator: ",", omittingEmptySubsequences: true) {
            let parts = element.split(separator: ";", omittingEmptySubsequences: false)
                .map { HTTPHeadDecoder.trimmed($0) }
            if parts == [""] { continue }
            guard let name = parts.first, isToken(name) else { return nil }
            var found = WebSocketExtension(name: name)
            for part in parts.dropFirst() {
                guard let parameter = parameter(part) else { return nil }
                found.parameters.append(parameter)
            }
            elements.append(found)
        }
        return elements
    }

    private static func parameter(_ text: String) -> Parameter? {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map { HTTPHeadDecoder.trimmed($0) }
        guard isToken(sides[0]) else { return nil }
        guard sides.count == 2 else { return Parameter(name: sides[0]) }
        var value = sides[1][...]
        if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = value.dropFirst().dropLast() }
        // Quoted or not, it must be a token.
        return isToken(String(value)) ? Parameter(name: sides[0], value: String(value)) : nil
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(HTTPField.isToken)
    }
}

extension WebSocketExtension: CustomStringConvertible {
    /// As it stands in a handshake.
    var description: String {
        ([name] + parameters.map { parameter in parameter.value.map { "\(parameter.name)=\($0)" } ?? parameter.name })
            .joined(separator: "; ")
    }
}
