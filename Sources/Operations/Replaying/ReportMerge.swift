package import Reports
package import Texts

/// Makes one report of several, of machines that shared the work.
package struct ReportMerge {
    package struct Summary {
        package var reports: Int
        package var same = 0
        package var different = 0
        package var failed = 0
        package var skipped = 0
        package var seconds = 0.0

        package var cases: Int { same + different + failed + skipped }
    }

    private let documents: [ReportDocument]

    /// - Parameter documents: all with cases.
    package init(_ documents: [ReportDocument]) {
        self.documents = documents
    }

    /// What the merged report is about.
    package var subject: ReportSubject {
        let commands = Set(documents.map(\.command).filter { !$0.isEmpty })
        let hosts = Set(documents.map(\.host).filter { !$0.isEmpty }).sorted()
        let reports = documents.count == 1 ? "1 report" : "\(documents.count) reports"
        var subject = ReportSubject(commands.count == 1 ? commands.first ?? "" : "report merge", title: reports)
        subject.noun = "cases"
        if !hosts.isEmpty {
            subject.host = hosts.prefix(3).joined(separator: ", ") + (hosts.count > 3 ? ", ... (\(hosts.count))" : "")
        }
        return subject
    }

    /// Writes all cases, in the order of the reports.
    package func write(_ reports: ReplayReports) throws(Failure) -> Summary {
        var summary = Summary(reports: documents.count)
        for document in documents {
            guard case .cases(let cases) = document.content else { continue }
            for result in cases {
                switch result.outcome {
                case .same: summary.same += 1
                case .different: summary.different += 1
                case .failed: summary.failed += 1
                case .skipped: summary.skipped += 1
                }
                summary.seconds += result.seconds
                try reports.add(result)
            }
        }
        try reports.finish()
        return summary
    }
}
