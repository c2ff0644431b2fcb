/// What is left of pointers inside of a value: those that lead further into it.
struct IgnoredPlaces {
    struct Element {
        var index: Int
        var value: JSONValue
        var ignored: IgnoredPlaces
    }

    private let rests: [ArraySlice<String>]
    /// Whether the whole value is left out.
    let isAll: Bool

    init(_ pointers: [JSONPointer]) {
        self.init(pointers.map { $0.tokens[...] })
    }

    private init(_ rests: [ArraySlice<String>]) {
        isAll = rests.contains(where: \.isEmpty)
        self.rests = rests
    }

    var isEmpty: Bool { rests.isEmpty }

    func inMember(_ key: JSONString) -> IgnoredPlaces {
        isEmpty ? self : IgnoredPlaces(rests.filter { JSONString($0[$0.startIndex]) == key }.map { $0.dropFirst() })
    }

    func inElement(_ index: Int) -> IgnoredPlaces {
        if isEmpty { return self }
        let name = String(index)
        return IgnoredPlaces(rests.filter { $0.first == "*" || $0.first == name }.map { $0.dropFirst() })
    }

    /// The elements that count.
    func elements(of array: [JSONValue]) -> [Element] {
        array.enumerated().compactMap { index, value in
            let inner = inElement(index)
            return inner.isAll ? nil : Element(index: index, value: value, ignored: inner)
        }
    }
}
