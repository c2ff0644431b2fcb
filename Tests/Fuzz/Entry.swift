import Platform

private let target = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

/// What libFuzzer calls, over and over.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let target else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
        perror("FUZZ_TARGET is none of \(names)")
        exit(2)
    }
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
