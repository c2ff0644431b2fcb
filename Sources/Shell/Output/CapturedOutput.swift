import Platform
import Texts

/// A place for what a test puts out: a file without a name.
final class CapturedOutput {
    private let file: Descriptor

    /// The most bytes that are given back.
    private static let longest = 64 * 1024

    init() throws(Failure) {
        do throws(SystemError) {
            let file = try TemporaryFile(prefix: "/tmp/ipcsh.")
            unlink(file.path)
            self.file = file.takeDescriptor()
        } catch {
            throw Failure(.exchangeFailed, "no file can be made in /tmp: \(error.reason)")
        }
    }

    var descriptor: Int32 { file.number }

    /// All that was put out or, of much, the end.
    func text() -> String {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let start = max(0, size - Self.longest)
        let bytes = (try? Descriptor.read(size - start, from: descriptor, at: start)) ?? []
        let text = String(decoding: bytes, as: UTF8.self)
        return start > 0 ? "...\n" + text : text
    }
}
