import IPCFraming
import Testing

@testable import IPCClient

@Suite struct ExchangeErrorTests {
    @Test(arguments: [
        (
            FailureCode.refused, ExchangeError.Phase.connecting, "",
            "cannot connect to localhost:7000: connection refused"
        ),
        (
            .timeout, .waiting, "5s",
            "no response from localhost:7000 within 5s; the request was sent and may have been executed"
        ),
        (
            .closedWithoutResponse, .waiting, "",
            "localhost:7000 closed the connection without a response; the request may have been executed"
        ),
        (.unresolved, .connecting, "no such name", "cannot connect to localhost:7000: unknown host (no such name)"),
        (.unreachable, .connecting, "no route to host", "cannot connect to localhost:7000: no route to host"),
        (.reset, .connecting, "", "cannot connect to localhost:7000: connection reset"),
        (
            .reset, .waiting, "",
            "localhost:7000 reset the connection before it responded; the request was not executed"
        ),
        (
            .reset, .receiving, "",
            "localhost:7000 reset the connection before the end of its response; the request may have been executed"
        ),
        (.timeout, .connecting, "2s", "no connection to localhost:7000 within 2s"),
        (.timeout, .sending, "5s", "localhost:7000 did not take the whole request within 5s"),
        (
            .timeout, .receiving, "5s",
            "no end of the response from localhost:7000 within 5s; the request may have been executed"
        ),
        (
            .truncated, .receiving, "3 bytes",
            "localhost:7000 cut its response off after 3 bytes; the request may have been executed"
        ),
        (
            .tooLarge, .receiving, "9 bytes",
            "the response from localhost:7000 is longer than 9 bytes; the request may have been executed"
        ),
        (
            .unreachable, .connecting, ExchangeError.outOfPorts,
            "cannot connect to localhost:7000: every local port is in use"
        ),
        (.cancelled, .connecting, "", "interrupted before the request was sent to localhost:7000"),
        (.cancelled, .waiting, "", "interrupted while waiting for localhost:7000; the request may have been executed"),
    ])
    func `says what, where, why, and whether it may have been executed`(
        code: FailureCode,
        phase: ExchangeError.Phase,
        detail: String,
        message: String
    ) {
        #expect(ExchangeError(code, phase, .vendorDefault, detail).description == message)
    }

    @Test func `every failure has words, in every phase`() {
        for code in FailureCode.known {
            for phase in [ExchangeError.Phase.connecting, .sending, .waiting, .receiving] {
                #expect(ExchangeError(code, phase, .vendorDefault, "d").description.contains("localhost:7000"))
            }
        }
    }
}
