package import IPCFraming
import InspectProtocol
import WireJSON

/// Answers as the vendor's server does, and keeps the project that the imports lead to.
package struct Responder: Sendable {
    /// What the vendor's server does about a request.
    struct Verdict: Sendable {
        var answer: Answer
        /// What that does to the project, in this order.
        var changes: [SimulatedProject.Change] = []
        /// Why a WebSocket server closes the connection behind its answer.
        var close: WebSocketClose?
        /// Whether the server ends then.
        var endsServer = false
    }

    package let files: FilePolicy
    package private(set) var project = SimulatedProject()

    package init(files: FilePolicy) {
        self.files = files
    }

    package mutating func answer(_ request: RequestFrame) -> Answer {
        answer(ReceivedRequest(arrivingWhole: request))
    }

    package mutating func answer(_ request: ReceivedRequest) -> Answer {
        let verdict = Self.verdict(on: request, files)
        for change in verdict.changes { project.apply(change) }
        return verdict.answer
    }

    /// All of the work that takes time, disk included; what is left is to change the project.
    static func verdict(on request: ReceivedRequest, _ files: FilePolicy) -> Verdict {
        guard let profile = request.profile else { return verdict(on: request.interpretation, files) }
        return WebSocketResponder.verdict(on: request.frame, profile, files)
    }

    static func verdict(on request: RequestInterpretation, _ files: FilePolicy) -> Verdict {
        switch request {
        case .malformed: return Verdict(answer: respond("Error: Malformed JSON message."))
        case .terminates(let termination): return Verdict(answer: .termination(termination))
        case .unknown(let message): return Verdict(answer: respond("Error: Unknown request:\n", message))
        case .missing(let parameter, let kind):
            let words: [JSONString] = ["Error: Missing parameter '", parameter, "' in '", JSONString(kind.rawValue)]
            return Verdict(answer: respond(words + ["' request."]))
        case .image(let file, let series, let focalLength):
            return image(file, series, focalLength.pythonStr, files)
        case .elements(let file, let importMode): return elements(file, importMode.pythonStr, files)
        }
    }

    private static func image(
        _ file: FileReference,
        _ series: JSONValue,
        _ focalLength: JSONString,
        _ files: FilePolicy
    ) -> Verdict {
        guard files.canRead(file) else {
            return Verdict(answer: respond("Error: Image file ", file.text, " could not be read."))
        }
        if let termination = Termination(series: series) { return Verdict(answer: .termination(termination)) }
        // The series is made before the import is tried, and stays when that fails.
        let (path, name) = (file.text, series.pythonStr)
        let shortName = short(name)
        let change = SimulatedProject.Change.series(name: shortName, focalLength: short(focalLength))
        guard files.canImport(file, as: .image), isPrintable(path), isPrintable(name), isPrintable(focalLength) else {
            let answer = respond("Error: Image could not be imported from file ", path, ".")
            return Verdict(answer: answer, changes: [change])
        }
        let changes = [change, .image(file: short(path), series: shortName)]
        return Verdict(answer: .response(Reply.okBytes), changes: changes)
    }

    private static func elements(_ file: FileReference, _ mode: JSONString, _ files: FilePolicy) -> Verdict {
        guard files.canRead(file) else {
            return Verdict(answer: respond("Error: Elements file ", file.text, " could not be read."))
        }
        guard files.canImport(file, as: .elements), isPrintable(file.text), isPrintable(mode) else {
            let words: [JSONString] = ["Error: Elements could not be imported from file ", file.text]
            return Verdict(answer: respond(words + [" with import mode ", mode, "."]))
        }
        let change = SimulatedProject.Change.elements(file: short(file.text), importMode: short(mode))
        return Verdict(answer: .response(Reply.okBytes), changes: [change])
    }

    /// The server prints what it imports, and takes what cannot be printed for a failed import.
    private static func isPrintable(_ text: JSONString) -> Bool {
        !text.hasLoneSurrogate || text.surrogateEscapedBytes != nil
    }

    private static func respond(_ parts: JSONString...) -> Answer {
        respond(parts)
    }

    private static func respond(_ parts: [JSONString]) -> Answer {
        parts.contains(where: \.hasLoneSurrogate) ? .silence : .response(parts.flatMap(\.bytes))
    }

    /// A name as the project keeps it: bounded, for a peer chooses it. Very long ones are told apart by their beginnings.
    private static func short(_ text: JSONString) -> String {
        let text = text.lossyText
        return text.utf8.count <= 1024 ? text : String(text.unicodeScalars.prefix(256)) + "..."
    }
}
