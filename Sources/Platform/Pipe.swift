import CPlatform

/// A pipe, whose two ends close themselves and are inherited by no program that is started.
package struct Pipe: ~Copyable, Sendable {
    package let reading: Descriptor
    package let writing: Descriptor

    /// - Parameter blocks: whether reading waits for bytes and writing for room; a program that gets one of the ends mostly
    ///   expects that.
    /// - Throws: ``SystemError`` when the process or system has no descriptors left.
    package init(blocks: Bool = false) throws(SystemError) {
        // No array: to make the first one of a type takes longer than the system call.
        var ends: (reading: Int32, writing: Int32) = (-1, -1)
        // At once: between two calls another thread could start a program, which would keep the pipe open.
        #if canImport(Glibc)
            let result = withUnsafeMutableBytes(of: &ends) { ends in
                pipe2(ends.assumingMemoryBound(to: Int32.self).baseAddress, O_CLOEXEC | (blocks ? 0 : O_NONBLOCK))
            }
            guard result == 0 else { throw SystemError() }
        #else
            let result = withUnsafeMutableBytes(of: &ends) { ends in
                pipe(ends.assumingMemoryBound(to: Int32.self).baseAddress)
            }
            guard result == 0 else { throw SystemError() }
            for end in [ends.reading, ends.writing] {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                if !blocks { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
            }
        #endif
        reading = Descriptor(ends.reading)
        writing = Descriptor(ends.writing)
    }

    /// Closes the end to read from, and hands out the other one.
    package consuming func takeWriting() -> Descriptor { writing }
}
