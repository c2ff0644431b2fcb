package import InspectProtocol
import Platform
import WireJSON

/// Which files the mock server can "read".
package enum FilePolicy: Hashable, Sendable {
    /// Every path that is not empty, so that the paths of a Windows machine work offline. As all that is known of a
    /// file is its name, an image named `.gxml`, or elements named like an image, cannot be imported.
    case any
    /// The regular, readable files of this machine; relative paths start at `root`, and all files lie below it when it
    /// is given.
    case disk(root: String?)

    private static let imageSuffixes = [".jpg", ".jpeg", ".tif", ".tiff"].map { Array($0.utf8) }
    private static let elementsSuffixes = [Array(".gxml".utf8)]

    package func canRead(_ file: FileReference) -> Bool {
        switch self {
        case .any: file.isFileName
        case .disk(let root): file.systemPath.map { Self.isReadableFile($0, below: root) } ?? false
        }
    }

    package func canImport(_ file: FileReference, as kind: RequestInterpretation.Kind) -> Bool {
        guard case .any = self else { return true }
        let others =
            switch kind {
            case .image: Self.elementsSuffixes
            case .elements: Self.imageSuffixes
            }
        return file.text.withBytes { name in
            !others.contains { $0.elementsEqual(name.suffix($0.count)) { $0 == Self.lowercased($1) } }
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }

    /// As the vendor's server asks: `os.path.isfile`, then `os.access(R_OK)`.
    private static func isReadableFile(_ path: [UInt8], below root: String?) -> Bool {
        var candidate = path + [0]
        if let root {
            let isAbsolute = path.first == UInt8(ascii: "/")
            if !isAbsolute { candidate = Array(root.utf8) + [UInt8(ascii: "/")] + candidate }
            guard let realRoot = realPath(Array(root.utf8) + [0]), let real = realPath(candidate) else { return false }
            // Neither ".." nor a link leads out of the root.
            let prefix = realRoot == [UInt8(ascii: "/")] ? realRoot : realRoot + [UInt8(ascii: "/")]
            guard real.starts(with: prefix) else { return false }
            candidate = real + [0]
        }
        return candidate.withUnsafeBytes { bytes in
            guard let name = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return false }
            var status = stat()
            return stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(name, R_OK) == 0
        }
    }

    /// - Parameter path: ends with NUL.
    private static func realPath(_ path: [UInt8]) -> [UInt8]? {
        path.withUnsafeBytes { bytes in
            guard let name = bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                let resolved = realpath(name, nil)
            else { return nil }
            defer { free(resolved) }
            return Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
        }
    }
}
