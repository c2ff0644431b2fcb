package import WireJSON

/// What a command gives back: as text for people, and as JSON Lines for programs.
package protocol Renderable {
    /// Safe for terminals.
    func lines(_ style: TextStyle) -> [String]

    /// Whole lines, each with its LF.
    var jsonLines: [UInt8] { get }
}

extension JSONObject {
    /// As a line, with its LF.
    package var line: [UInt8] { JSONWriter.compact.bytes(of: .object(self)) + CollectionOfOne(UInt8(ascii: "\n")) }
}
