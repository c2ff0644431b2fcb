package import IPCFraming
import InspectProtocol
import WireJSON

/// What a request is about, as statistics and tables name it.
package enum RequestKind: String, CaseIterable, Hashable, Sendable {
    case image
    case elements
    case otherJSON = "other JSON"
    case notJSON = "not JSON"
    case abort

    package init(_ request: RequestFrame) {
        if request.ending == .abort {
            self = .abort
        } else if let message = try? JSONParser.parse(request.bytes, limits: .python) {
            // As the vendor's server decides it: 'image' wins.
            self = RequestInterpretation.kind(of: message).map { $0 == .image ? .image : .elements } ?? .otherJSON
        } else {
            self = .notJSON
        }
    }
}

extension RequestKind {
    /// The file that a request of this kind names.
    package func file(of request: RequestFrame) -> String? {
        guard self == .image || self == .elements, let message = try? JSONParser.parse(request.bytes) else {
            return nil
        }
        return message[JSONString(rawValue)]?["file"]?.string?.lossyText
    }
}

extension RequestKind {
    private static let imageStart = Array(#"{"image":"#.utf8)
    /// What is shorter cannot be nested more deeply than the server reads.
    private static let shortest = 2 * PythonLimits.loadsDepth

    /// The kind of a request that is looked at in place.
    package init(_ exchange: ExchangeView) {
        if let request = exchange.requestInLine, request.count < Self.shortest, request.starts(with: Self.imageStart) {
            self = .image
        } else {
            self.init(exchange.exchange.request)
        }
    }
}
