import WireJSON

/// What a ZEISS INSPECT project would hold after the imports so far.
///
/// Counts are exact; names are kept up to a limit, so that a mock that runs for weeks does not grow.
package struct SimulatedProject: Sendable {
    /// A measurement series.
    package struct Series: Sendable {
        package let name: String
        /// As the request that created it had it.
        package let focalLength: String
        package fileprivate(set) var imageCount = 0
        fileprivate var recent = RecentFiles()
        /// The images imported last, the newest last.
        package var recentImages: [String] { recent.files }
    }

    /// Elements imported with the same import mode.
    package struct Elements: Sendable {
        package let importMode: String
        package fileprivate(set) var fileCount = 0
        fileprivate var recent = RecentFiles()
        /// The files imported last, the newest last.
        package var recentFiles: [String] { recent.files }
    }

    /// What a request does to the project.
    enum Change: Hashable, Sendable {
        /// Makes a series, unless there is one of that name.
        case series(name: String, focalLength: String)
        case image(file: String, series: String)
        case elements(file: String, importMode: String)
    }

    /// The most series, and import modes, that are told apart; what comes later is counted only.
    package static let namedLimit = 1000
    /// The most files that are named for each of them.
    package static let recentLimit = 20

    package private(set) var series: [Series] = []
    package private(set) var elements: [Elements] = []
    /// Images in series beyond the limit, and files of elements in modes beyond it.
    package private(set) var uncategorized = 0

    package init() {}

    package var imageCount: Int { series.reduce(0) { $0 + $1.imageCount } }
    package var elementsCount: Int { elements.reduce(0) { $0 + $1.fileCount } }

    /// Adds a series, unless there is one of that name.
    mutating func apply(_ change: Change) {
        switch change {
        case .series(let name, let focalLength): createSeries(name, focalLength: focalLength)
        case .image(let file, let series): importImage(file, series: series)
        case .elements(let file, let importMode): importElements(file, importMode: importMode)
        }
    }

    private mutating func createSeries(_ name: String, focalLength: String) {
        guard series.count < Self.namedLimit, !series.contains(where: { UTF8Bytes.areEqual($0.name, name) }) else {
            return
        }
        series.append(Series(name: name, focalLength: focalLength))
    }

    private mutating func importImage(_ file: String, series name: String) {
        guard let index = series.firstIndex(where: { UTF8Bytes.areEqual($0.name, name) }) else {
            uncategorized += 1
            return
        }
        series[index].imageCount += 1
        series[index].recent.add(file)
    }

    private mutating func importElements(_ file: String, importMode: String) {
        var index = elements.firstIndex { UTF8Bytes.areEqual($0.importMode, importMode) }
        if index == nil, elements.count < Self.namedLimit {
            index = elements.count
            elements.append(Elements(importMode: importMode))
        }
        guard let index else {
            uncategorized += 1
            return
        }
        elements[index].fileCount += 1
        elements[index].recent.add(file)
    }
}

/// The files that came last.
private struct RecentFiles: Sendable {
    private var kept: [String] = []

    /// The newest last.
    var files: [String] { Array(kept.suffix(SimulatedProject.recentLimit)) }

    mutating func add(_ file: String) {
        // Many at a time are let go: each time the others move up.
        if kept.count == 2 * SimulatedProject.recentLimit { kept.removeFirst(SimulatedProject.recentLimit) }
        kept.append(file)
    }
}
