package import IPCClient
import Replay
import Sessions

extension Exchange {
    /// As a line of a session file, with its LF.
    package func jsonLine(number: Int) -> [UInt8] { RecordedExchange(self, number: number).wholeLine }
}
