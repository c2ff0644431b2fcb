/// A queue: an array from which the first is taken at no cost, however many there are.
struct FirstInFirstOut<Element> {
    private var elements: [Element?] = []
    private var start = 0

    var count: Int { elements.count - start }
    var isEmpty: Bool { count == 0 }

    var first: Element? {
        get { isEmpty ? nil : elements[start] }
        set { if !isEmpty { elements[start] = newValue } }
    }

    var last: Element? {
        get { isEmpty ? nil : elements[elements.count - 1] }
        set { if !isEmpty { elements[elements.count - 1] = newValue } }
    }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        defer {
            elements[start] = nil
            start += 1
            if start == elements.count {
                elements.removeAll(keepingCapacity: start < 64)
                start = 0
            }
        }
        return elements[start]
    }
}
