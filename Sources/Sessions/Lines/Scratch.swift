/// Memory that is written anew for each line, and grows with the longest.
struct Scratch: ~Copyable {
    /// More than this is given back when less is needed.
    private static let keptCapacity = 1 << 20

    private var memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)

    deinit { memory.deallocate() }

    /// Memory for some bytes; what was there before is gone.
    mutating func room(for count: Int) -> UnsafeMutableBufferPointer<UInt8> {
        if memory.count < count || memory.count > Self.keptCapacity {
            let capacity = max(count + count / 2, 4096)
            memory.deallocate()
            memory = .allocate(capacity: capacity)
        }
        return memory
    }

    /// A copy of some bytes.
    mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let memory = room(for: bytes.count)
        _ = memory.update(fromContentsOf: bytes)
        return UnsafeBufferPointer(memory[..<bytes.count])
    }
}

extension UnsafeBufferPointer {
    /// A part, counted from its own start.
    init(_ part: Slice<UnsafeMutableBufferPointer<Element>>) {
        self.init(UnsafeMutableBufferPointer(rebasing: part))
    }
}
