package import IPCFraming
package import InspectProtocol
import WireJSON

/// Answers as the vendor's server does, and keeps the project that the imports lead to.
package struct Responder: Sendable {
    package let files: FilePolicy
    package private(set) var project = SimulatedProject()

    package init(files: FilePolicy) {
        self.files = files
    }

    /// - Parameters:
    ///   - request: the request.
    ///   - trailing: what arrived together with it, behind its terminator.
    package mutating func answer(
        _ request: RequestFrame,
        trailing: ArraySlice<UInt8> = []
    ) -> Answer {
        answer(Self.interpretation(of: request, trailing: trailing))
    }

    /// The part of the work that takes long for a large request, and needs nothing but it.
    package static func interpretation(
        of request: RequestFrame,
        trailing: ArraySlice<UInt8>
    ) -> RequestInterpretation {
        switch request.ending {
        case .abort: .terminates(.abort)
        case .terminator: RequestInterpretation(request.bytes, trailing: trailing)
        case .endOfStream: RequestInterpretation(request.bytes, isTerminated: false)
        }
    }

    package mutating func answer(_ request: RequestInterpretation) -> Answer {
        switch request {
        case .malformed:
            return respond("Error: Malformed JSON message.")
        case .terminates(let termination):
            return .termination(termination)
        case .unknown(let message):
            return respond("Error: Unknown request:\n", message)
        case .missing(let parameter, let kind):
            return respond("Error: Missing parameter '", parameter, JSONString("' in '\(kind.rawValue)' request."))
        case .image(let file, let series, let focalLength):
            guard files.canRead(file) else { return respond("Error: Image file ", file.text, " could not be read.") }
            if let termination = Termination(series: series) { return .termination(termination) }
            // The series is made before the import is tried, and stays when that fails.
            let name = series.pythonStr
            project.createSeries(Self.short(name), focalLength: Self.short(focalLength.pythonStr))
            guard files.canImport(file, as: .image), [file.text, name, focalLength.pythonStr].allSatisfy(isPrintable)
            else { return respond("Error: Image could not be imported from file ", file.text, ".") }
            project.importImage(Self.short(file.text), series: Self.short(name))
            return .response(Reply.okBytes)
        case .elements(let file, let importMode):
            guard files.canRead(file) else {
                return respond("Error: Elements file ", file.text, " could not be read.")
            }
            let mode = importMode.pythonStr
            guard files.canImport(file, as: .elements), isPrintable(file.text), isPrintable(mode) else {
                return respond(
                    "Error: Elements could not be imported from file ",
                    file.text,
                    " with import mode ",
                    mode,
                    "."
                )
            }
            project.importElements(Self.short(file.text), importMode: Self.short(mode))
            return .response(Reply.okBytes)
        }
    }

    /// The server prints what it imports, and takes what cannot be printed for a failed import.
    private func isPrintable(_ text: JSONString) -> Bool {
        !text.hasLoneSurrogate || text.surrogateEscapedBytes != nil
    }

    private func respond(_ parts: JSONString...) -> Answer {
        parts.contains(where: \.hasLoneSurrogate) ? .silence : .response(parts.flatMap(\.bytes))
    }

    /// A name as the project keeps it: bounded, for a peer chooses it. Very long ones are told apart by their beginnings.
    private static func short(_ text: JSONString) -> String {
        let text = text.lossyText
        return text.utf8.count <= 1024 ? text : String(text.unicodeScalars.prefix(256)) + "..."
    }
}
