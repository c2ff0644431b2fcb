package import IPCFraming
import InspectProtocol
import Platform
import WireJSON

/// What a request is about, as statistics and tables name it.
package enum RequestKind: String, CaseIterable, Hashable, Sendable {
    case image
    case elements
    case otherJSON = "other JSON"
    case notJSON = "not JSON"
    case abort

    package init(_ request: RequestFrame) {
        self = Self.read(request).kind
    }

    /// The kind of a request, and the file that it names.
    package static func read(_ request: RequestFrame) -> (kind: RequestKind, file: String?) {
        if request.ending == .abort { return (.abort, nil) }
        guard let message = try? JSONParser.parse(request.bytes, limits: .python) else { return (.notJSON, nil) }
        // As the vendor's server decides it: 'image' wins.
        guard let kind = RequestInterpretation.kind(of: message) else { return (.otherJSON, nil) }
        let named = kind == .image ? image : elements
        return (named, message[JSONString(named.rawValue)]?["file"]?.string?.lossyText)
    }
}

extension RequestKind {
    private static let imageStart = Array(#"{"image":"#.utf8)
    private static let elementsStart = Array(#"{"elements":"#.utf8)
    private static let imageWord = Array("image".utf8)
    /// What is shorter cannot be nested more deeply than the server reads.
    private static let shortest = 2 * PythonLimits.loadsDepth

    /// The kind of a request that is looked at in place.
    package init(_ exchange: ExchangeView) {
        self = exchange.requestInLine.flatMap(Self.init(inLine:)) ?? RequestKind(exchange.exchange.request)
    }

    /// - Parameter request: an object or array, checked.
    /// - Returns: `nil` for what takes a closer look.
    private init?(inLine request: UnsafeBufferPointer<UInt8>) {
        if request.count >= Self.shortest { return nil }
        if request.starts(with: Self.imageStart) {
            self = .image
            return
        }
        let bytes = UnsafeRawBufferPointer(request)
        // An escape may hide the other word.
        guard request.starts(with: Self.elementsStart), !bytes.contains(bytes: Self.imageWord),
            bytes.firstIndex(of: UInt8(ascii: "\\"), from: 0) == nil
        else { return nil }
        self = .elements
    }
}
