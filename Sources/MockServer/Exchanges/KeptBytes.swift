/// The bytes of some exchanges, one behind the other: to keep an exchange takes nothing from the allocator, which would
/// be slower the more it has given away.
///
/// What was written stays as it is. Only its log writes to it, behind a lock; who reads has got the place from there.
final class KeptBytes: @unchecked Sendable {
    private static let capacity = 64 * 1024
    /// Larger exchanges are kept elsewhere, in bytes: no more than that is left empty at its end.
    static let largest = capacity / 16

    private let start: UnsafeMutableRawBufferPointer
    private var count = 0

    init() {
        start = .allocate(byteCount: Self.capacity, alignment: 1)
    }

    deinit {
        start.deallocate()
    }

    func hasRoom(for size: Int) -> Bool { size <= start.count - count }

    /// - Returns: where they are.
    func append(_ bytes: [UInt8]) -> Range<Int> {
        let place = count..<(count + bytes.count)
        bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: start[place]).copyMemory(from: $0) }
        count = place.upperBound
        return place
    }

    subscript(range: Range<Int>) -> [UInt8] { Array(start[range]) }

    /// Lends some of them.
    func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(start)[range]).withMemoryRebound(to: UInt8.self, body)
    }
}
