/// Why nothing recorded answers a request.
package enum Miss: Hashable, Sendable, CustomStringConvertible {
    /// All recorded responses were given; the last one has this label.
    case usedUp(Int)
    /// In strict order another exchange is next, or none.
    case outOfOrder(next: Int?)
    /// Nothing like it is known; the recorded exchange that it differs least from, and in what.
    case unknown(closest: Int?, difference: String)
    /// Nothing like it is known; the stub that it comes closest to, and where it does not fit.
    case unlike(stub: String, difference: String)

    init(_ near: NearMiss?) {
        switch near?.closest {
        case nil: self = .unknown(closest: nil, difference: "")
        case .recording(let number)?: self = .unknown(closest: number, difference: near?.words ?? "")
        case .stub(let name)?: self = .unlike(stub: name, difference: near?.words ?? "")
        }
    }

    /// One line; what the request's sender chose is quoted in it.
    package var description: String {
        switch self {
        case .usedUp(let number): "used up: all recorded responses to it were given, the last one by exchange \(number)"
        case .outOfOrder(let next?): "out of order: exchange \(next) is next"
        case .outOfOrder(nil): "out of order: all recorded exchanges were served"
        case .unknown(let closest?, let difference): "not recorded; the closest is exchange \(closest): \(difference)"
        case .unknown(nil, _): "not recorded"
        case .unlike(let stub, let difference): "no stub matches; the closest is stub \(stub): \(difference)"
        }
    }
}
