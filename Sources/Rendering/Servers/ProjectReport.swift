package import MockCore
import MockServer
import Texts

/// The mock server's project in words.
package enum ProjectReport {
    /// `3 exchanges, 1 miss, 2 faults`: what there is none of is left out, but for exchanges.
    package static func counts(_ status: MockStatus) -> String {
        var parts = [count(status.exchanges, "exchange")]
        if status.misses > 0 { parts.append(count(status.misses, "miss", "misses")) }
        if status.faults > 0 { parts.append(count(status.faults, "fault")) }
        return parts.joined(separator: ", ")
    }

    /// The project, and how many clients are connected.
    package static func lines(_ status: MockStatus) -> [String] {
        let connections = status.openConnections
        return lines(status.project) + (connections > 0 ? [count(connections, "open connection")] : [])
    }

    private static func lines(_ project: SimulatedProject) -> [String] {
        var lines: [String] = []
        for series in project.series {
            lines.append(
                "series \(name(series.name)) (focal length \(name(series.focalLength))): "
                    + contents(series.imageCount, "image", series.recentImages)
            )
        }
        for elements in project.elements {
            lines.append(
                "elements by \(name(elements.importMode)): "
                    + contents(elements.fileCount, "file", elements.recentFiles)
            )
        }
        if project.uncategorized > 0 {
            lines.append("\(project.uncategorized) more imports in further series or modes")
        }
        return lines.isEmpty ? ["the project is empty"] : lines
    }

    private static func contents(_ count: Int, _ noun: String, _ recent: [String]) -> String {
        let names = recent.map { TerminalText.escaped($0) }.joined(separator: ", ")
        let more = count > recent.count ? "... " : ""
        return "\(Self.count(count, noun)): \(more)\(names)"
    }

    private static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    private static func name(_ text: String) -> String {
        "'\(TerminalText.escaped(text))'"
    }
}
