/// The files that cases are from, each by a number.
struct PageSuites {
    /// More of them have one number together.
    private static let most = 2_000

    private(set) var names: [String] = []
    /// How many there were.
    private(set) var count = 0
    private var indices: [String: Int] = [:]
    private var last: (name: String, index: Int)?

    /// Suites come in rows, so the last one is looked at first.
    mutating func index(of name: String) -> Int {
        if let last, last.name == name { return last.index }
        let index: Int
        if let known = indices[name] {
            index = known
        } else {
            count += 1
            if names.count < Self.most {
                index = names.count
                names.append(name)
                indices[name] = index
            } else {
                index = Self.most
                if names.count == Self.most { names.append("other files") }
            }
        }
        last = (name, index)
        return index
    }

    /// What a page is called that has no other title.
    var title: String {
        switch names.count {
        case 0: "nothing"
        case 1...3: names.joined(separator: ", ")
        default: "\(count) files"
        }
    }
}
