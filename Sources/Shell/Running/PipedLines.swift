import Operations
import Platform
import Texts

/// Lines from a pipe, each as soon as it has come.
struct PipedLines {
    private let descriptor: Int32
    private var lines = LineSplitter(longest: TextFile.longest)
    private var atEnd = false
    /// How many lines have been handed out.
    private(set) var count = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// The next line without its LF, or `nil` at the end, or when the user interrupts.
    mutating func next() throws(Failure) -> String? {
        while true {
            switch lines.advance(atEnd: atEnd) {
            case .line: return try line(lines.line)
            case .needsMore: if atEnd { return nil }
            case .tooLong:
                throw Failure(.exchangeFailed, "stdin: a line is longer than \(TextFile.longest >> 20) MiB")
            }
            guard Signals.wait(descriptor, for: POLLIN) else {
                if Signals.takeInterrupt() { throw Failure(.interrupted) }
                return nil
            }
            do throws(SystemError) {
                atEnd = try lines.read(from: descriptor, atMost: 16 * 1024) == 0
            } catch {
                // Another program may have taken what was there.
                guard error.code == EINTR || error.code == EAGAIN else {
                    throw Failure(.exchangeFailed, "stdin cannot be read: \(error.reason)")
                }
            }
        }
    }

    private mutating func line(_ bytes: ArraySlice<UInt8>) throws(Failure) -> String {
        count += 1
        return try TextFile.decode(Array(bytes), "stdin, line \(count),")
    }
}
