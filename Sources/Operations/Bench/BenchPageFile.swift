import Reports
package import Texts

/// The file for a page about a load test; it has its name once the page is written.
package struct BenchPageFile {
    private let file: ReportFile

    /// - Throws: ``Failure`` when it cannot be made.
    package init(_ path: String) throws(Failure) {
        do throws(ReportError) {
            file = try ReportFile(path: path)
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }

    package func write(_ page: [UInt8]) throws(Failure) {
        do throws(ReportError) {
            try file.append(page)
            try file.finish()
        } catch {
            throw Failure(.exchangeFailed, "\(error)")
        }
    }
}
