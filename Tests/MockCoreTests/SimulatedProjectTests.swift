import Glibc
import IPCFraming
import InspectProtocol
import MockCore
import TestSupport
import Testing
import WireJSON

@Suite("The simulated project")
struct SimulatedProjectTests {
    private func project(_ requests: [String], _ files: FilePolicy = .any) -> SimulatedProject {
        var responder = Responder(files: files)
        for request in requests { _ = responder.answer(RequestFrame(Array(request.utf8))) }
        return responder.project
    }

    private func image(_ file: String, _ series: String, _ focalLength: String = #""50.0""#) -> String {
        #"{"image": {"file": "\#(file)", "name": \#(series), "focal_length": \#(focalLength)}}"#
    }

    @Test("keeps each series with the focal length that it began with, and its images in order")
    func series() throws {
        let project = project([
            image("a.jpg", #""one""#), image("b.jpg", #""two""#, "11"), image("c.jpg", #""one""#, "12.5"),
        ])
        #expect(project.series.map(\.name) == ["one", "two"])
        #expect(project.series.map(\.focalLength) == ["50.0", "11"])
        #expect(project.series.map(\.imageCount) == [2, 1])
        #expect(project.series.map(\.recentImages) == [["a.jpg", "c.jpg"], ["b.jpg"]])
        #expect(project.imageCount == 3)
    }

    @Test("a series stays when the import fails for which it was made")
    func failedImport() {
        let project = project([image("a.gxml", #""one""#)])
        #expect(project.series.map(\.name) == ["one"])
        #expect(project.imageCount == 0)
    }

    @Test("names of different code points are different")
    func codePoints() {
        #expect(project([image("a.jpg", #""\u00e9""#), image("a.jpg", #""e\u0301""#)]).series.count == 2)
    }

    @Test("keeps elements by their import mode")
    func elements() {
        func elements(_ file: String, _ mode: String) -> String {
            #"{"elements": {"file": "\#(file)", "import_mode": "\#(mode)"}}"#
        }
        let project = project([
            elements("a.gxml", "clipboard"), elements("b.gxml", "new_stage"), elements("c.gxml", "clipboard"),
            elements("d.jpg", "clipboard"),
        ])
        #expect(project.elements.map(\.importMode) == ["clipboard", "new_stage"])
        #expect(project.elements.map(\.recentFiles) == [["a.gxml", "c.gxml"], ["b.gxml"]])
        #expect(project.elementsCount == 3)
    }

    @Test("does not grow without bound, and loses no count")
    func bounds() {
        let long = String(repeating: "e\\u0301", count: 400)
        let project = project((0..<1100).map { image("\(long)\($0).jpg", "\"\($0)\"") } + [image(long, "\"\(long)\"")])
        #expect(project.series.count == SimulatedProject.namedLimit)
        #expect(project.imageCount + project.uncategorized == 1101)
        #expect(project.series.allSatisfy { $0.recentImages.allSatisfy { $0.utf8.count <= 2000 } })
        let one = self.project((0..<100).map { image("\($0).jpg", "1") })
        #expect(one.series.first?.recentImages == (80..<100).map { "\($0).jpg" })
        #expect(one.imageCount == 100)
    }

    @Test(
        "without files every path can be read, and its ending tells what can be imported",
        arguments: [
            ("C:/temp/a.jpg", "O.k."), ("a", "O.k."), ("", "Error: Image file  could not be read."),
            ("a.GXML", "Error: Image could not be imported from file a.GXML."),
            ("a\\u0000", "Error: Image file a\u{0} could not be read."),
        ]
    )
    func anyFile(_ file: String, _ response: String) {
        var responder = Responder(files: .any)
        #expect(responder.answer(RequestFrame(Array(image(file, "1").utf8))) == .response(Array(response.utf8)))
    }

    @Test("nothing outside the root can be read")
    func root() throws {
        try TemporaryDirectory.with { directory in
            for path in ["in", "out"] { #expect(mkdir(directory.file(path), 0o700) == 0) }
            for path in ["in/a.jpg", "out/b.jpg", "inside.jpg"] {
                close(open(directory.file(path), O_CREAT | O_WRONLY, 0o600))
            }
            #expect(symlink("../out/b.jpg", directory.file("in/link.jpg")) == 0)
            #expect(symlink("a.jpg", directory.file("in/inner.jpg")) == 0)
            var responder = Responder(files: .disk(root: directory.file("in")))
            func isOk(_ file: String) -> Bool {
                responder.answer(RequestFrame(Array(image(file, "1").utf8))) == .response(Array("O.k.".utf8))
            }
            #expect(isOk("a.jpg") && isOk("./a.jpg") && isOk("inner.jpg") && isOk(directory.file("in/a.jpg")))
            #expect(!isOk("link.jpg") && !isOk("../out/b.jpg") && !isOk(directory.file("out/b.jpg")))
            #expect(!isOk("../inside.jpg") && !isOk("side.jpg") && !isOk("..") && !isOk("/etc/passwd"))
            responder = Responder(files: .disk(root: nil))
            #expect(isOk(directory.file("out/b.jpg")) && isOk(directory.file("in/link.jpg")))
        }
    }
}
