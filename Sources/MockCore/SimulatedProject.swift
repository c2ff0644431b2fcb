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
        /// The images imported last, the newest last.
        package fileprivate(set) var recentImages: [String] = []
    }

    /// Elements imported with the same import mode.
    package struct Elements: Sendable {
        package let importMode: String
        package fileprivate(set) var fileCount = 0
        /// The files imported last, the newest last.
        package fileprivate(set) var recentFiles: [String] = []
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
        Self.remember(file, in: &series[index].recentImages)
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
        Self.remember(file, in: &elements[index].recentFiles)
    }

    private static func remember(_ file: String, in files: inout [String]) {
        if files.count == recentLimit { files.removeFirst() }
        files.append(file)
    }
}
