/// Why nobody can listen at an address.
struct ListeningError: Error {
    var reason: String
}
