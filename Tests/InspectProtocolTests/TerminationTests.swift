import InspectProtocol
import Testing
import WireJSON

@Suite("Why a request terminates the vendor's server")
struct TerminationTests {
    @Test("in plain words, with Python's exception")
    func description() {
        #expect(Termination.abort.description == "Ctrl-Z alone stops it (NameError: name 'sys' is not defined)")
        let list = Termination(series: [])
        #expect(list?.description == "the series' name is a list (TypeError: unhashable type: 'list')")
        #expect(Termination(series: "x") == nil)
    }
}
