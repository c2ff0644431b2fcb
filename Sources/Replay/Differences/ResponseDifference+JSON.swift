package import WireJSON

extension ResponseDifference {
    /// The members that differ: `{"pointer":"/a","expected":12.5,"actual":12.7,"distance":"+0.2"}`; none for what is no
    /// JSON.
    package var json: [JSONObject] {
        guard case .members(let members, _, _) = form else { return [] }
        return members.map { member in
            var object: JSONObject = ["pointer": .string(member.pointer.description)]
            object["expected"] = member.expected
            object["actual"] = member.actual
            if let distance = member.distance { object["distance"] = .string(distance) }
            return object
        }
    }
}
