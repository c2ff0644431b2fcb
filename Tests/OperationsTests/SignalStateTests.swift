import IPCClient
import Platform
import Testing

@testable import Operations

/// Signals that come at the worst moment: each window is a place where the code under test looks, and does something then.
@Suite struct SignalStateTests {
    enum Arrival: CaseIterable {
        case interrupt, end

        func come(to state: SignalState) {
            switch self {
            case .interrupt: state.interrupt()
            case .end: state.end(by: SIGTERM)
            }
        }
    }

    @Test(arguments: Arrival.allCases, 0..<4)
    func `what comes while an interrupt is forgotten stays`(arrival: Arrival, chosen: Int) throws {
        let cancellation = try #require(Cancellation())
        let state = SignalState(cancellation: cancellation)
        state.interrupt()
        var window = 0
        #expect(
            state.forgetInterrupt {
                if window == chosen { arrival.come(to: state) }
                window += 1
            }
        )
        let comes = chosen < window
        #expect(state.hasArrived == comes)
        #expect(cancellation.isCancelled == comes)
        #expect(cancellation.wait(for: .zero) == comes)
    }

    @Test(arguments: Arrival.allCases, 0..<4)
    func `what comes while one waits ends the wait`(arrival: Arrival, chosen: Int) throws {
        let state = SignalState(cancellation: nil)
        let pipe = try Pipe()
        // The bell still rings for it: the wait begins with a false alarm.
        state.interrupt()
        state.forgetInterrupt()
        var window = 0
        let isReady = state.wait(pipe.reading.number, for: POLLIN) {
            if window == chosen { arrival.come(to: state) }
            window += 1
        }
        #expect(!isReady)
        #expect(state.hasArrived)
    }

    @Test func `what is ready is seen, whatever has come`() throws {
        let state = SignalState(cancellation: nil)
        let pipe = try Pipe()
        var byte: UInt8 = 1
        #expect(write(pipe.writing.number, &byte, 1) == 1)
        #expect(state.wait(pipe.reading.number, for: POLLIN))
        state.end(by: SIGTERM)
        #expect(state.wait(pipe.reading.number, for: POLLIN))
        #expect(!state.wait(pipe.reading.number, for: POLLPRI))
    }
}
