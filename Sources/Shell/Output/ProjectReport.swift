import MockServer
import TerminalText

/// The mock server's project in words.
enum ProjectReport {
    static func lines(_ project: SimulatedProject) -> [String] {
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
        return "\(count) \(noun)\(count == 1 ? "" : "s"): \(more)\(names)"
    }

    private static func name(_ text: String) -> String {
        "'\(TerminalText.escaped(text))'"
    }
}
