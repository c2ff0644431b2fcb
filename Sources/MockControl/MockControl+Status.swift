import MockCore
import MockServer
package import WireJSON

extension MockControl {
    /// How a server is doing.
    public struct Status: Hashable, Sendable {
        /// Requests that were answered, in whatever way.
        public var exchanges: Int
        /// Those of them that no stub and no recording has answered, where there are any.
        public var misses: Int
        /// Faults on purpose.
        public var faults: Int
        public var openConnections: Int
        public var isDown: Bool
        /// Since it began to be controlled.
        public var uptime: Duration
    }

    public var status: Status {
        let status = server.status
        return Status(
            exchanges: status.exchanges,
            misses: status.misses,
            faults: status.faults,
            openConnections: status.openConnections,
            isDown: server.isDown,
            uptime: .now - start
        )
    }

    /// The simulated project.
    public struct Project: Hashable, Sendable {
        /// The images of a measurement series, or the files of an import mode.
        public struct Group: Hashable, Sendable {
            public var name: String
            public var count: Int
            /// The ones that came last, the newest last.
            public var recent: [String]
        }

        public var series: [Group]
        public var elements: [Group]
    }

    /// What the imports so far have led to.
    public var project: Project {
        let project = server.status.project
        return Project(
            series: project.series.map { .init(name: $0.name, count: $0.imageCount, recent: $0.recentImages) },
            elements: project.elements.map { .init(name: $0.importMode, count: $0.fileCount, recent: $0.recentFiles) }
        )
    }

    /// Empties the project.
    public func clearProject() throws {
        try resolver().clearProject()
    }

    package var projectJSON: JSONValue {
        let project = server.status.project
        let series = project.series.map { series -> JSONValue in
            [
                "name": .string(series.name), "focal_length": .string(series.focalLength),
                "images": .number(series.imageCount), "recent": .array(series.recentImages.map { .string($0) }),
            ]
        }
        let elements = project.elements.map { elements -> JSONValue in
            [
                "import_mode": .string(elements.importMode), "files": .number(elements.fileCount),
                "recent": .array(elements.recentFiles.map { .string($0) }),
            ]
        }
        return [
            "series": .array(series), "elements": .array(elements), "images": .number(project.imageCount),
            "files": .number(project.elementsCount), "uncategorized": .number(project.uncategorized),
        ]
    }
}
