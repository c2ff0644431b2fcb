package import IPCFraming
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
            self = message["image"] != nil ? .image : message["elements"] != nil ? .elements : .otherJSON
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
