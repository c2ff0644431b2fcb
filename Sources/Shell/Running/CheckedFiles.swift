import Commands
import Operations
import Platform
import Texts

/// Remembers which files of commands were read whole, and nothing was wrong with them: a large file needs no second
/// look, as long as it and the program stay what they are.
///
/// What is remembered is a number for each set of files, made from what stands in them. Where it cannot be kept, all is
/// read each time.
struct CheckedFiles {
    /// Less is read as fast as it is looked up, in bytes.
    private static let smallest = 8 * 1024
    /// The newest are kept.
    private static let most = 32

    private let path: String
    private let key: String

    /// - Returns: `nil` where it is not worth it, or there is no place for it.
    init?(_ files: [(path: String, text: String)], environment: Environment) {
        guard files.reduce(0, { $0 + $1.text.utf8.count }) >= Self.smallest,
            let folder = UserFolders.state(environment)
        else { return nil }
        path = "\(folder)/checked-commands"
        var digest = Digest()
        // What is right depends on the commands that come with the program, too.
        for part in [Version.current] + CommandTable.names + files.flatMap({ [$0.path, $0.text] }) { digest.add(part) }
        key = String(digest.value, radix: 16)
    }

    var areKnown: Bool { keys.contains(key) }

    func remember() {
        let newest = (keys.filter { $0 != key } + [key]).suffix(Self.most)
        do {
            try Folder.make(Paths.folder(of: path))
            var file = try ReplacementFile(of: path)
            try file.output.append(Array(newest.map { $0 + "\n" }.joined().utf8))
            try file.finish()
        } catch {
            // It is as good without.
        }
    }

    private var keys: [String] {
        guard let bytes = OwnFile.bytes(path, limit: 64 * 1024) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// FNV-1a, 64 bits: it tells texts apart, and keeps nobody from making two that are not.
    private struct Digest {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ text: String) {
            var text = text
            text.withUTF8 { bytes in
                for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            }
            // No text has this byte: where one ends counts.
            value = (value ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
    }
}
