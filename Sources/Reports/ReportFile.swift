import Platform
import Sessions

/// A file that is there whole or not at all: it is written beside its place, 0600, and moved there at the end.
package final class ReportFile {
    /// What the report is to be called.
    private let path: String
    private var file: ReplacementFile
    /// How many bytes are in the file.
    private var count = 0
    private var isFinished = false

    package init(path: String) throws(ReportError) {
        self.path = path
        if let status = FileStatus(path: path), status.kind != .regular {
            throw ReportError(path: path, reason: "it is not a regular file")
        }
        do throws(SystemError) {
            // A link stays one, and what it leads to is replaced.
            file = try ReplacementFile(of: (try? ReplacementFile.resolved(path)) ?? path)
        } catch {
            throw ReportError(path: path, reason: error.reason)
        }
    }

    package func append(_ text: String) throws(ReportError) {
        try append(Array(text.utf8))
    }

    package func append(_ bytes: [UInt8]) throws(ReportError) {
        try write { file throws(SystemError) in try file.output.append(bytes) }
        count += bytes.count
    }

    /// Leaves room, filled with spaces, for what is known later.
    ///
    /// - Returns: where it is.
    func reserve(_ count: Int) throws(ReportError) -> Int {
        let offset = self.count
        try append([UInt8](repeating: UInt8(ascii: " "), count: count))
        return offset
    }

    /// Writes into room that was left.
    func fill(_ offset: Int, with text: String) throws(ReportError) {
        try write { file throws(SystemError) in
            try file.output.flush()
            try Descriptor.write(Array(text.utf8), to: file.output.descriptor.number, at: offset)
        }
    }

    /// Puts the report in its place.
    package func finish() throws(ReportError) {
        try write { file throws(SystemError) in try file.finish() }
        isFinished = true
    }

    /// - Throws: ``ReportError`` when the report is in its place already.
    func requireOpen() throws(ReportError) {
        if isFinished { throw ReportError(path: path, reason: "it is finished") }
    }

    private func write(_ body: (inout ReplacementFile) throws(SystemError) -> Void) throws(ReportError) {
        try requireOpen()
        do throws(SystemError) {
            try body(&file)
        } catch {
            throw ReportError(path: path, reason: error.reason)
        }
    }
}
