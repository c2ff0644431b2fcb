import Glibc

/// A system call that a test cannot do without has failed.
package struct SystemError: Error, CustomStringConvertible {
    package let description: String

    package init(_ action: String, code: Int32 = errno) {
        description = "\(action): \(String(cString: strerror(code)))"
    }
}
