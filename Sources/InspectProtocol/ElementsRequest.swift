import WireJSON

/// Asks the server to import elements from a file.
package struct ElementsRequest: Hashable, Sendable {
    /// A path on the server's machine.
    package var file: String
    package var importMode: ImportMode

    package init(file: String, importMode: ImportMode = .clipboard) {
        self.file = file
        self.importMode = importMode
    }

    /// The bytes on the wire, ASCII only.
    package var bytes: [UInt8] {
        var writer = RequestWriter("elements")
        writer.add("file", file)
        writer.add("import_mode", importMode.rawValue)
        return writer.finish()
    }
}
