import Platform

private let target = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

/// What libFuzzer calls, over and over.
private func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let target else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
        perror("FUZZ_TARGET is none of \(names)")
        exit(2)
    }
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Of libFuzzer (`FuzzerInterface.h`): reads its options, and fuzzes.
@_extern(c, "LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ testOneInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// The package manager takes this for `main`, in place of libFuzzer's own.
@_cdecl("Fuzz_main")
public func fuzz(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32 {
    var (count, arguments) = (count, arguments)
    return runDriver(&count, &arguments) { testOneInput($0, $1) }
}
