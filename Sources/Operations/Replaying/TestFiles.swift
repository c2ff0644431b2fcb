import Platform
import Sessions
package import Texts

/// The scripts and sessions below folders.
package enum TestFiles {
    /// A part of the files, so that several machines can share them: `2/8`.
    package struct Shard {
        package let number: Int
        package let count: Int

        package init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
                // Without the signs that `Int` also reads.
                part.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(part) : nil
            }
            guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1, number <= count else {
                return nil
            }
            self.number = number
            self.count = count
        }

        /// Every `count`th file, so that neighbours, which are often alike, are spread.
        package func part(of files: [String]) -> [String] {
            files.enumerated().filter { $0.offset % count == number - 1 }.map(\.element)
        }
    }

    package static func isScript(_ path: String) -> Bool { path.hasSuffix(".ipcsh") }

    /// The files that are named, and those in the folders that are named, in the order of their names.
    ///
    /// - Throws: ``Failure`` for what is not there.
    package static func find(_ paths: [String]) throws(Failure) -> [String] {
        var files: [String] = []
        for path in paths {
            switch kind(path) {
            case nil: throw Failure(.usage, "\(TerminalText.name(path)) cannot be read: \(SystemError().reason)")
            case .folder?: files += try contents(of: path)
            case .file?: files.append(path)
            }
        }
        return files
    }

    private enum Kind { case file, folder }

    private static func isLink(_ path: String) -> Bool {
        FileStatus(path: path, followsLink: false)?.kind == .link
    }

    private static func kind(_ path: String) -> Kind? {
        FileStatus(path: path).map { $0.kind == .folder ? .folder : .file }
    }

    private static func contents(of folder: String) throws(Failure) -> [String] {
        let names: [String]
        do throws(SystemError) {
            names = try Folder.names(in: folder)
        } catch {
            throw Failure(.usage, "\(folder) cannot be read: \(error.reason)")
        }
        var files: [String] = []
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            switch kind(path) {
            // A link could lead back here.
            case .folder? where isLink(path): break
            case .folder?: files += try contents(of: path)
            case .file? where isScript(name) || isSession(path): files.append(path)
            case .file?, nil: break
            }
        }
        return files
    }

    /// What a replay has left behind is none of the tests.
    private static func isSession(_ path: String) -> Bool {
        SessionFolder.isSessionName(path) && !path.hasSuffix(".received.jsonl") && SessionFolder.isSession(path)
    }
}
