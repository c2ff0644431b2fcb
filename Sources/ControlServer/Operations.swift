/// All calls that there are.
enum Operations {
    static let all: [Operation] = exchanges + stubs + scenarios + disturbances + connections + sessions + servers
}
