/// A file that is written in large pieces.
package struct OutputFile: ~Copyable {
    private static let bufferSize = 256 * 1024

    package let descriptor: Descriptor
    private var buffer: [UInt8] = []
    /// Whether the last byte so far ends a line; true when there is none.
    package private(set) var endsWithLineFeed = true

    /// - Parameter descriptor: where its position is the end of the file.
    package init(_ descriptor: consuming Descriptor) {
        self.descriptor = descriptor
    }

    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(SystemError) {
        guard let last = bytes.last else { return }
        endsWithLineFeed = last == UInt8(ascii: "\n")
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    package mutating func append(_ bytes: [UInt8]) throws(SystemError) {
        try bytes.withUnsafeBufferPointer { bytes throws(SystemError) in try append(bytes) }
    }

    /// Writes what is left.
    package mutating func flush() throws(SystemError) {
        try Descriptor.write(buffer, to: descriptor.number)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Waits until the disk has all that was written.
    package mutating func synchronize() throws(SystemError) {
        try flush()
        if fsync(descriptor.number) != 0 { throw SystemError() }
    }
}
