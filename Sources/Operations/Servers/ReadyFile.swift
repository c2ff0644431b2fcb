import Platform
import Texts

/// A file that tells other programs where a server listens, from when it does until it ends.
struct ReadyFile {
    let path: String

    /// Makes it appear whole: written under another name, then renamed.
    func write(_ text: String) throws(Failure) {
        do throws(SystemError) {
            var file = try ReplacementFile(of: path)
            try file.output.append(Array((text + "\n").utf8))
            try file.finish()
        } catch {
            throw Failure(.exchangeFailed, "--ready-file: \(path) cannot be written: \(error.reason)")
        }
    }

    func remove() {
        unlink(path)
    }
}
