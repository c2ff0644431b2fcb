package import Reports
package import Texts

/// The files for reports about a load test; they have their names once they are written.
package struct BenchReportFiles {
    /// The forms that say something about a load test.
    package static let formats: [ReportTarget.Format] = [.html, .json]

    private let files: [(format: ReportTarget.Format, file: ReportFile)]

    /// - Throws: ``Failure`` when one cannot be made, or has a form for cases that pass or fail.
    package init(_ targets: [ReportTarget]) throws(Failure) {
        var files: [(format: ReportTarget.Format, file: ReportFile)] = []
        for target in targets {
            guard Self.formats.contains(target.format) else {
                throw .usage("a load test has no cases for \(target.format.rawValue):FILE; use html:FILE or json:FILE")
            }
            do throws(ReportError) {
                files.append((target.format, try ReportFile(path: target.path)))
            } catch {
                throw Failure(.exchangeFailed, "\(error)")
            }
        }
        self.files = files
    }

    package func write(_ bytes: (ReportTarget.Format) -> [UInt8]) throws(Failure) {
        for (format, file) in files {
            do throws(ReportError) {
                try file.append(bytes(format))
                try file.finish()
            } catch {
                throw Failure(.exchangeFailed, "\(error)")
            }
        }
    }
}
