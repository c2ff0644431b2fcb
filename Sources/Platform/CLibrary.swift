// The only place that imports the C library: whoever imports Platform has it. What differs between systems is decided in
// this target and nowhere else.
// `@preconcurrency` is for `environ`, which nothing here changes.
#if canImport(Glibc)
    @preconcurrency @_exported public import Glibc
#elseif canImport(Darwin)
    @preconcurrency @_exported public import Darwin
#endif

/// All of this process's environment, for a program that it starts.
var processEnvironment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    #if canImport(Glibc)
        environ
    #else
        _NSGetEnviron().pointee
    #endif
}
