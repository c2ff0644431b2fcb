import Platform

/// What a script has seen.
package final class Seen<Element: Sendable>: Sendable {
    private let elements = Guarded<[Element]>([])

    package init() {}

    package var all: [Element] { elements.withLock { $0 } }

    package func add(_ element: Element) {
        elements.withLock { $0.append(element) }
    }
}
