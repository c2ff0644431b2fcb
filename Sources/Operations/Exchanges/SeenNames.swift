import IPCClient
package import IPCFraming
import WireJSON

/// Names that the exchanges of an interactive shell have shown, for completion.
package struct SeenNames {
    package private(set) var series: Set<String> = []
    package private(set) var endpoints: Set<String> = []

    /// A larger request is hardly typed; to look into it would take time.
    private static let longestRequest = 64 * 1024
    /// More than this nobody looks through.
    private static let most = 1000

    package mutating func take(_ request: RequestFrame, to endpoint: Endpoint) {
        if endpoints.count < Self.most { endpoints.insert("\(endpoint)") }
        guard series.count < Self.most, request.bytes.count <= Self.longestRequest,
            let json = try? JSONParser.parse(request.bytes), let name = json["image"]?["name"]?.text
        else { return }
        series.insert(name)
    }
}
