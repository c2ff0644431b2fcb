/// A page that is put out, and not written into a file of its own.
package struct ReportPage {
    private var form: HTMLForm

    package init(_ subject: ReportSubject) {
        form = HTMLForm(subject)
    }

    package mutating func add(_ result: CaseResult) {
        form.add(result)
    }

    package var bytes: [UInt8] { form.page }
}
